// The faces of a whole graph: what lies in a closed container has none, an open one is as large as what lies in it. Pure.
import type { Checked } from '../execution/checked';
import { childrenOf } from '../graph/children';
import type { Graph, Position } from '../graph/graph';
import { attentionKinds } from './attentionKind';
import { containerFaces } from './containerFace';
import { cardFace, type Face } from './face';
import { wiredOutputsOf } from './ports';
import { depthsOf, hiddenIn } from './scopes';

/** A face that is the same as before keeps its identity. */
export function facesOf(checked: Checked, before?: ReadonlyMap<string, Face>): Map<string, Face> {
  const { graph } = checked;
  const wired = wiredOutputsOf(graph);
  const hidden = hiddenIn(graph);
  const children = childrenOf(graph);
  const depths = depthsOf(graph);
  const kinds = attentionKinds(checked);
  const faces = new Map<string, Face>();
  const put = (now: Face) => {
    const last = before?.get(now.id);
    faces.set(now.id, last && JSON.stringify(last) === JSON.stringify(now) ? last : now);
  };
  // From the inside out: a container's size follows from what lies in it.
  const order = [...graph.nodes].sort((a, b) => (depths.get(b.id) ?? 0) - (depths.get(a.id) ?? 0));
  for (const { id } of order) {
    const node = checked.nodes.get(id);
    if (!node || hidden.has(id)) continue;
    if (!node.type?.container || node.node.collapsed) {
      put(cardFace(node, checked, wired, before?.get(id), kinds.get(id)));
      continue;
    }
    // Its walls had a card each until here.
    const inside = { children: children.get(id) ?? [], faces, attention: kinds.get(id) };
    for (const face of containerFaces(node, inside, checked, wired)) put(face);
  }
  return faces;
}

/** Where each node that is shown stands on the canvas, whatever it lies in. */
export function absolutePositions({ nodes }: Graph, faces: ReadonlyMap<string, Face>): Map<string, Position> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const shown = nodes.filter(({ id }) => faces.has(id));
  return new Map(
    shown.map((node) => {
      let { x, y } = faces.get(node.id)?.place ?? node.position;
      for (let at = byId.get(node.parent ?? ''); at; at = byId.get(at.parent ?? '')) {
        x += at.position.x;
        y += at.position.y;
      }
      return [node.id, { x, y }];
    }),
  );
}
