// What the canvas offers to the rest of the page. Only one canvas is linked at a time; nothing here knows React Flow.
import { createContext, useContext } from 'react';
import { createStore, type StoreApi } from 'zustand/vanilla';

export interface CanvasActions {
  /** Adds a node in the middle of what is on screen, or beside what lies there, and selects it. */
  addAtCentre(typeId: string): void;
  /** Adds a node under a point of the page, in client px. */
  addAtPoint(typeId: string, x: number, y: number): void;
  /** Whether a point of the page, in client px, lies on the canvas. */
  accepts(x: number, y: number): boolean;
  /** Shows the whole graph. */
  fit(): void;
  /** Brings nodes into view and selects them. */
  reveal(ids: readonly string[]): void;
  /** Takes the focus to the selected node, once it is drawn: keys go on from there. */
  focusSelected(): void;
  zoomIn(): void;
  zoomOut(): void;
  resetZoom(): void;
  /** Arranges the nodes in columns: one step to undo. */
  tidy(): void;
  toggleMinimap(): void;
  selectAll(): void;
  duplicate(): void;
  remove(): void;
  /** Starts a wire by keyboard from the selected node. */
  connect(): void;
  /** Renames the selected node in place. */
  rename(): void;
  /** Closes open containers and opens closed ones: this one, or those that are selected. */
  collapse(id?: string): void;
  /** Puts the selected nodes into a new block. */
  group(): void;
  /** Puts what lies in the selected containers in their place. */
  dissolve(): void;
  /** Moves the selected nodes into the container nearest to them, or out of the one around them. */
  moveIn(): void;
  moveOut(): void;
  /** A new port on the wall that is selected, or the near wall of the container, to be named at once. */
  addPort(): void;
  /** Lights the container that would take what is dropped at a point of the page, in client px; nothing without one. */
  aim(x?: number, y?: number): void;
}

/** A node type on its way from the palette, in client px. */
export interface PaletteDragState {
  readonly typeId: string;
  readonly x: number;
  readonly y: number;
  /** Whether letting go here would add it. */
  readonly over: boolean;
}

export interface CanvasLinkState {
  readonly actions?: CanvasActions | undefined;
  readonly drag?: PaletteDragState | undefined;
}

export type CanvasLink = StoreApi<CanvasLinkState>;

export const createCanvasLink = (): CanvasLink => createStore<CanvasLinkState>()(() => ({}));

export const CanvasLinkContext = createContext<CanvasLink | undefined>(undefined);

export function useCanvasLink(): CanvasLink {
  const link = useContext(CanvasLinkContext);
  if (!link) throw new Error('a component that uses the canvas stands outside of CanvasProvider');
  return link;
}

/** Does something with the canvas: at once, or as soon as it is on the page. */
export function withCanvas(link: CanvasLink, act: (canvas: CanvasActions) => void): void {
  const { actions } = link.getState();
  if (actions) act(actions);
  else {
    const stop = link.subscribe(({ actions: here }) => {
      if (!here) return;
      stop();
      act(here);
    });
  }
}

/** For handlers of menus, keys and buttons. */
export function useWithCanvas(): (act: (canvas: CanvasActions) => void) => void {
  const link = useCanvasLink();
  return (act) => withCanvas(link, act);
}
