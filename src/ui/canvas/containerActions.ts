// What can be done with containers on the canvas, by keys, buttons and commands alike.
import type { Checked } from '../../execution/checked';
import type { Graph } from '../../graph/graph';
import type { Workbench } from '../workbench';
import type { CanvasParts } from './canvasContext';

const setCollapsed = (graph: Graph, id: string, collapsed: boolean): Graph => ({
  ...graph,
  nodes: graph.nodes.map((node) => (node.id === id ? { ...node, collapsed } : node)),
});

/** A wall goes with its container only. */
export const removable = ({ nodes }: Checked, ids: readonly string[]): string[] =>
  ids.filter((id) => {
    const { type, node } = nodes.get(id) ?? {};
    return !type?.boundary || node?.parent === undefined || ids.includes(node.parent);
  });

export function containerEdits({ document: store, view }: Workbench, _parts: CanvasParts) {
  const isOpen = (id: string) => store.getState().checked.nodes.get(id);
  return {
    collapse: (id?: string) => {
      const ids = (id === undefined ? view.getState().selection.nodes : [id]).filter(
        (one) => isOpen(one)?.type?.container,
      );
      if (ids.length === 0) return;
      const open = ids.some((one) => isOpen(one)?.node.collapsed);
      store.getState().edit((graph) => ids.reduce((now, one) => setCollapsed(now, one, !open), graph));
    },
  };
}
