// What the parts of one canvas share: what React Flow shows, the wire being drawn, and which small thing is open.
import { createContext, type PointerEvent, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FlowState, FlowStore } from './flowStore';
import type { Point } from './route';
import type { PortEnd } from './wireCandidates';
import type { WiringState, WiringStore } from './wiringStore';

export interface CanvasUi {
  /** The node whose title is being edited. */
  readonly renaming?: string | undefined;
  /** The port of a wall whose name is being edited. */
  readonly renamingPort?: { readonly node: string; readonly port: string } | undefined;
  /** The container that would take what is dragged, or let it go: `''` for the canvas itself. */
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
  /** Why a paste brought nothing. */
  readonly pasteProblem?: string | undefined;
}

export type CanvasUiStore = StoreApi<CanvasUi>;

export const createCanvasUi = (): CanvasUiStore => createStore<CanvasUi>()(() => ({ minimap: false }));

export interface CanvasParts {
  readonly flow: FlowStore;
  readonly wiring: WiringStore;
  readonly ui: CanvasUiStore;
}

export const CanvasContext = createContext<CanvasParts | undefined>(undefined);

export function useCanvas(): CanvasParts {
  const parts = useContext(CanvasContext);
  if (!parts) throw new Error('a part of the canvas stands outside of it');
  return parts;
}

export const useFlow = <T>(select: (state: FlowState) => T): T => useStore(useCanvas().flow, select);
export const useWiring = <T>(select: (state: WiringState) => T): T => useStore(useCanvas().wiring, select);
export const useCanvasUi = <T>(select: (state: CanvasUi) => T): T => useStore(useCanvas().ui, select);

/** Starts to pull a wire when the pointer that was pressed moves: from a port, or the loose end of a wire. */
export type PullWire = (event: PointerEvent, from: PortEnd, loose?: string) => void;

export const PullWireContext = createContext<PullWire>(() => undefined);
export const usePullWire = (): PullWire => useContext(PullWireContext);
