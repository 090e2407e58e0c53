// What React Flow shows: derived from document and selection, and moved locally while something is dragged.
import { applyNodeChanges, type EdgeChange, type NodeChange } from '@xyflow/react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Drawing, drawWires, emptyDrawing } from '../../drawing/drawnWires';
import type { Face } from '../../drawing/face';
import { facesOf } from '../../drawing/faces';
import type { Checked } from '../../execution/checked';
import type { Position } from '../../graph/graph';
import type { DocumentStore } from '../../store/documentStore';
import type { Selection, ViewStore } from '../../store/viewStore';
import { type FlowEdge, type FlowNode, flowEdges, flowNodes } from './flowElements';

export interface FlowState {
  readonly nodes: FlowNode[];
  readonly edges: FlowEdge[];
  readonly faces: ReadonlyMap<string, Face>;
  readonly drawing: Drawing;
  onNodesChange(changes: NodeChange<FlowNode>[]): void;
  onEdgesChange(changes: EdgeChange<FlowEdge>[]): void;
  /** Where these nodes were dragged to, in whole px. */
  placesOf(ids: readonly string[]): Map<string, Position>;
  /** Everything back to where the document says it is. */
  reset(): void;
}

export interface FlowStore extends StoreApi<FlowState> {
  /** Follows document and selection until the returned function is called. */
  follow(): () => void;
}

/** Learned weights are an edit of which nothing is drawn. */
const drawnAlike = (a: Checked, b: Checked): boolean =>
  a.nodes === b.nodes && a.graph.nodes === b.graph.nodes && a.graph.edges === b.graph.edges;

export function createFlowStore(document: DocumentStore, view: ViewStore): FlowStore {
  const derive = (before: Pick<FlowState, 'nodes' | 'edges' | 'faces' | 'drawing'>) => {
    const { checked } = document.getState();
    const { selection } = view.getState();
    const faces = facesOf(checked, before.faces);
    const edges = flowEdges(checked, faces, selection, before.edges);
    return {
      faces,
      edges,
      nodes: flowNodes(checked, faces, selection, before.nodes),
      drawing: drawWires(checked, faces, edges, before.drawing),
    };
  };

  const store = createStore<FlowState>()((set, get) => ({
    ...derive({ nodes: [], edges: [], faces: new Map(), drawing: emptyDrawing }),
    onNodesChange: (changes) => {
      const local = changes.filter(({ type }) => type === 'position' || type === 'dimensions');
      if (local.length > 0) set(({ nodes }) => ({ nodes: applyNodeChanges(local, nodes) }));
      select('nodes', changes);
    },
    onEdgesChange: (changes) => select('edges', changes),
    placesOf: (ids) => {
      const moved = new Set(ids);
      return new Map<string, Position>(
        get()
          .nodes.filter(({ id }) => moved.has(id))
          .map(({ id, position }) => [id, { x: Math.round(position.x), y: Math.round(position.y) }]),
      );
    },
    reset: () => set((state) => derive({ ...state, nodes: [] })),
  }));

  function select(what: keyof Selection, changes: readonly (NodeChange<FlowNode> | EdgeChange<FlowEdge>)[]): void {
    const { selection } = view.getState();
    const chosen = new Set(selection[what]);
    let changed = false;
    for (const change of changes) {
      if (change.type !== 'select' || chosen.has(change.id) === change.selected) continue;
      changed = true;
      if (change.selected) chosen.add(change.id);
      else chosen.delete(change.id);
    }
    if (changed) view.getState().select({ ...selection, [what]: [...chosen] });
  }

  const renew = () => store.setState(derive(store.getState()));
  const follow = () => {
    renew();
    const stops = [
      document.subscribe((now, before) => !drawnAlike(now.checked, before.checked) && renew()),
      view.subscribe((now, before) => now.selection !== before.selection && renew()),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  };
  return Object.assign(store, { follow });
}
