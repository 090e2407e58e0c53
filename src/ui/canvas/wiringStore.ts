// A wire while it is being drawn, by pointer or keyboard, and the one that was refused last. Nothing is written before it is dropped.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { PortEnd } from '../../drawing/ports';
import type { Point } from '../../drawing/route';
import type { RefusedWire } from '../../execution/repair';
import { disconnect } from '../../graph/editWires';
import type { DocumentStore } from '../../store/documentStore';
import { attempt } from './attempt';
import type { CanvasUiStore } from './canvasUi';
import type { FlowStore } from './flowStore';
import { type Candidate, candidatesFor, fitting, meant, portId } from './wireCandidates';
import { endsOf, wireEdit } from './wireEdit';

export interface DrawnEnd {
  readonly from: PortEnd;
  /** Centre of the port it starts at, canvas px. */
  readonly start: Point;
  readonly candidates: ReadonlyMap<string, Candidate>;
  readonly fits: number;
  /** Nodes that stay bright. */
  readonly lit: ReadonlySet<string>;
  readonly by: 'pointer' | 'keyboard';
  /** The wire whose end is in hand; it stays until the end is dropped elsewhere. */
  readonly loose?: string | undefined;
  /** Where the free end is, canvas px. */
  readonly pointer: Point;
  /** The port that a drop would mean. */
  readonly over?: Candidate | undefined;
}

export interface Refused extends RefusedWire {
  readonly from: PortEnd;
  readonly to: PortEnd;
  readonly start: Point;
  readonly end: Point;
}

export interface WiringState {
  readonly wire?: DrawnEnd | undefined;
  readonly refused?: Refused | undefined;
  begin(from: PortEnd, by: DrawnEnd['by'], loose?: string): void;
  /** `nodeUnder`: the node below the pointer; `reach`: canvas px within which a port is meant. */
  move(pointer: Point, nodeUnder: string | undefined, reach: number): void;
  /** The next fitting port, or the one before. */
  next(step: 1 | -1): void;
  /** Returns where a new node is asked for: the wire ended on the empty canvas. */
  drop(): { readonly from: PortEnd; readonly at: Point } | undefined;
  cancel(): void;
  forgive(): void;
}

export type WiringStore = StoreApi<WiringState>;

export function createWiringStore(document: DocumentStore, flow: FlowStore, ui: CanvasUiStore): WiringStore {
  return createStore<WiringState>()((set, get) => ({
    begin: (from, by, loose) => set({ refused: undefined, wire: begun(document, flow, from, by, loose) }),
    move: (pointer, nodeUnder, reach) => {
      const { wire } = get();
      if (!wire) return;
      const under = nodeUnder === undefined ? [] : [nodeUnder, ...behindWall(flow, wire.from.side, nodeUnder)];
      set({ wire: { ...wire, pointer, over: meant(pointer, wire.candidates, under, reach) } });
    },
    next: (step) => {
      const { wire } = get();
      if (!wire || wire.fits === 0) return;
      const fits = fitting(wire.candidates);
      const at = wire.over ? fits.indexOf(wire.over) : -1;
      const over = fits[at < 0 ? (step > 0 ? 0 : fits.length - 1) : (at + step + fits.length) % fits.length];
      if (over) set({ wire: { ...wire, over, pointer: over.at } });
    },
    drop: () => {
      const { wire } = get();
      set({ wire: undefined });
      return wire && dropped(wire, document, ui, (refused) => set({ refused }));
    },
    cancel: () => set({ wire: undefined }),
    forgive: () => set({ refused: undefined }),
  }));
}

/** Over a wall, a wire from outside means the ports of its container on that side. */
function behindWall(flow: FlowStore, from: PortEnd['side'], id: string): string[] {
  const { faces, nodes } = flow.getState();
  const wanted = from === 'output' ? 'inputs' : 'outputs';
  const parent = nodes.find((node) => node.id === id)?.parentId;
  return faces.get(id)?.wall?.boundary === wanted && parent !== undefined ? [parent] : [];
}

function begun(
  document: DocumentStore,
  flow: FlowStore,
  from: PortEnd,
  by: DrawnEnd['by'],
  loose: string | undefined,
): DrawnEnd | undefined {
  const { checked, options } = document.getState();
  const { faces } = flow.getState();
  const start = portPlace(flow, from);
  if (!start) return undefined;
  const candidates = candidatesFor(from, checked, options, faces, loose);
  const fits = fitting(candidates);
  const over = by === 'keyboard' ? fits[0] : undefined;
  return {
    from,
    start,
    candidates,
    fits: fits.length,
    lit: new Set([from.node, ...fits.map(({ end }) => end.node)]),
    by,
    loose,
    pointer: over?.at ?? start,
    over,
  };
}

/** Centre of a port's circle, canvas px. */
export function portPlace(flow: FlowStore, { node, key }: PortEnd): Point | undefined {
  const { nodes } = flow.getState();
  let [at, x, y] = [nodes.find(({ id }) => id === node), 0, 0];
  const handle = at?.handles?.find(({ id }) => id === key);
  if (!handle) return undefined;
  for (; at; at = nodes.find(({ id }) => id === at?.parentId)) [x, y] = [x + at.position.x, y + at.position.y];
  return { x: x + handle.x + (handle.width ?? 0) / 2, y: y + handle.y + (handle.height ?? 0) / 2 };
}

function dropped(
  { from, start, over, loose, by, pointer }: DrawnEnd,
  document: DocumentStore,
  ui: CanvasUiStore,
  refuse: (refused: Refused) => void,
): ReturnType<WiringState['drop']> {
  const { edit, options } = document.getState();
  if (!over) {
    if (loose !== undefined) edit((graph) => disconnect(graph, [loose]));
    return loose === undefined && by === 'pointer' ? { from, at: pointer } : undefined;
  }
  const draw = wireEdit(from, over.end, loose, options);
  if (over.fit.fits) attempt(ui, 'Nothing was wired', () => edit(draw));
  else
    refuse({ from, to: over.end, ends: endsOf(from, over.end), draw, problem: over.fit.problem, start, end: over.at });
  return undefined;
}

/** How a port looks while a wire is drawn. */
export type PortLight = 'idle' | 'fits' | 'over' | 'no' | 'from' | 'refused';

export function portLight({ wire, refused }: WiringState, node: string, key: string): PortLight {
  if (refused) return refused.to.node === node && refused.to.key === key ? 'refused' : 'idle';
  if (!wire) return 'idle';
  if (wire.from.node === node && wire.from.key === key) return 'from';
  const candidate = wire.candidates.get(portId({ node, key }));
  if (!candidate?.fit.fits) return wire.over && wire.over === candidate ? 'refused' : 'no';
  return wire.over === candidate ? 'over' : 'fits';
}
