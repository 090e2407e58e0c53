// An edit that may be refused: then the graph is as it was, and the canvas says why.
import { GraphError } from '../../graph/problem';
import type { CanvasUiStore } from './canvasUi';

/** Whether it was done. `title`: what did not happen. */
export function attempt(ui: CanvasUiStore, title: string, edit: () => void): boolean {
  try {
    edit();
    return true;
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    ui.setState({ failed: { title, why: `${error.problem.message}.` } });
    return false;
  }
}
