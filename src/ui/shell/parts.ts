// What a command of the page acts on: the stores, the shell's own state, and the canvas. Types only.
import type { CanvasLink } from '../canvas/canvasLink';
import type { Workbench } from '../workbench';
import type { ShellStore } from './shellStore';

export interface OpeningParts {
  readonly workbench: Workbench;
  readonly shell: ShellStore;
  readonly canvas: CanvasLink;
}
