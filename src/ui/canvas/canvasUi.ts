// Which small thing is open on the canvas: what nobody else needs to know and nothing keeps.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PortEnd } from '../../drawing/ports';
import type { Point } from '../../drawing/route';

export interface CanvasUi {
  /** The node whose title is being edited. */
  readonly renaming?: string | undefined;
  /** The port of a wall whose name is being edited. */
  readonly renamingPort?: { readonly node: string; readonly port: string } | undefined;
  /** The port of a wall whose settings are open. */
  readonly portMenu?: PortEnd | undefined;
  /** The container that would take what is dragged. */
  readonly takes?: string | undefined;
  /** The port under the pointer or focus. */
  readonly hovered?: PortEnd | undefined;
  /** A menu of node types at a point of the canvas, to be wired to a port. */
  readonly adding?: { readonly at: Point; readonly from: PortEnd } | undefined;
  readonly minimap: boolean;
  /** The node whose mistake an edit just made: it is said without a click. */
  readonly fresh?: string | undefined;
  /** `<node> <message>` of the mistake whose callout was closed. */
  readonly dismissed?: string | undefined;
  /** What could not be done, and why. */
  readonly failed?: { readonly title: string; readonly why: string } | undefined;
}

export type CanvasUiStore = StoreApi<CanvasUi>;

export const createCanvasUi = (): CanvasUiStore => createStore<CanvasUi>()(() => ({ minimap: false }));
