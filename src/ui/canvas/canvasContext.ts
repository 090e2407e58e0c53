// What the parts of one canvas share: what React Flow shows, the wire being drawn, and which small thing is open.
import { createContext, type PointerEvent, useContext } from 'react';
import { useStore } from 'zustand';
import type { PortEnd } from '../../drawing/ports';
import type { CanvasUi, CanvasUiStore } from './canvasUi';
import type { FlowState, FlowStore } from './flowStore';
import type { WiringState, WiringStore } from './wiringStore';

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
