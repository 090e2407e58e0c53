// What stands beside a container makes room when it opens and closes the gap when it is folded, as do those around it. Pure.

import type { Face } from '../../drawing/face';
import { facesOf } from '../../drawing/faces';
import { around } from '../../drawing/scopes';
import type { Checked } from '../../execution/checked';
import { setCollapsed } from '../../graph/editContainers';
import { moveNodes } from '../../graph/editNodes';
import type { Graph, Position } from '../../graph/graph';
import { nodesById } from '../../graph/ids';

/** The graph with containers folded into one card, or open, and everything right of them and below them moved along. */
export const foldWithRoom = (checked: Checked, ids: readonly string[], collapsed: boolean): Graph =>
  ids.reduce((now, id) => fold(now, id, collapsed), checked).graph;

/** From the inside out, because what is around a container grows with it. */
function fold(checked: Checked, id: string, collapsed: boolean): Checked {
  const before = facesOf(checked);
  let now = withGraph(checked, setCollapsed(checked.graph, id, collapsed));
  for (const box of [id, ...around(checked.graph, id).map((outer) => outer.id)]) {
    const [old, grown] = [before.get(box), facesOf(now).get(box)];
    if (!old || !grown) break;
    now = withGraph(now, moveNodes(now.graph, movesBeside(now, box, old, grown)));
  }
  return now;
}

/** Folding and moving change neither types nor values: the check stays what it was. */
function withGraph(checked: Checked, graph: Graph): Checked {
  const changed = nodesById(graph);
  const nodes = [...checked.nodes].map(([id, node]) => [id, { ...node, node: changed.get(id) ?? node.node }] as const);
  return { ...checked, graph, nodes: new Map(nodes) };
}

/** Space is put in, or taken out, like a column at its right edge and a row at its lower one. */
function movesBeside({ graph, nodes }: Checked, box: string, old: Face, grown: Face): Map<string, Position> {
  const moves = new Map<string, Position>();
  const own = graph.nodes.find(({ id }) => id === box);
  if (!own) return moves;
  const right = own.position.x + old.width;
  const bottom = own.position.y + old.height;
  for (const { id, parent, position } of graph.nodes) {
    if (parent !== own.parent || id === box || nodes.get(id)?.type?.boundary) continue;
    const x = position.x + (position.x >= right ? grown.width - old.width : 0);
    const y = position.y + (position.y >= bottom ? grown.height - old.height : 0);
    moves.set(id, { x, y });
  }
  return moves;
}
