// Puts one output into the Attention panel, from the canvas, a menu or a command.
import type { Workbench } from '../workbench';

/** Pins `<node>.<port>` and opens the panel that shows it. */
export function pinOutput({ view }: Workbench, node: string, port: string): void {
  view.getState().pin(`${node}.${port}`);
  view.getState().showPanel('attention');
}
