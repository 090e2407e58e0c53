// The tidy layout of a whole graph: what lies in a container first, then the container as one node of its new size.

import { HEAD, INSET } from '../../drawing/containerFace';
import type { Face, FaceKind } from '../../drawing/face';
import { facesOf } from '../../drawing/faces';
import { depthsOf } from '../../drawing/scopes';
import type { Checked } from '../../execution/checked';
import { childrenOf } from '../../graph/children';
import { moveNodes } from '../../graph/editNodes';
import type { GraphNode, Position } from '../../graph/graph';
import type { TidyGraph, TidyNode } from './tidy';

type LayOut = (graph: TidyGraph) => Promise<ReadonlyMap<string, Position>>;

const NODES: readonly FaceKind[] = ['card', 'container'];

/** New places by id. What is closed away keeps its place. */
export async function tidyScopes(checked: Checked, layOut: LayOut): Promise<Map<string, Position>> {
  const depths = depthsOf(checked.graph);
  const inside = [...childrenOf(checked.graph)].sort(([a], [b]) => (depths.get(b) ?? 0) - (depths.get(a) ?? 0));
  const outermost = checked.graph.nodes.filter(({ parent }) => parent === undefined);
  const places = new Map<string, Position>();
  let now = checked;
  for (const [container, ids] of [...inside, [undefined, outermost] as const]) {
    const faces = facesOf(now);
    const scope = partsOf(ids, faces, now);
    if (scope.nodes.length === 0) continue;
    const laid = await layOut(scope);
    const moved = container === undefined ? laid : intoCorner(laid, scope.nodes, cornerIn(ids, faces));
    for (const [id, place] of moved) places.set(id, place);
    now = { ...now, graph: moveNodes(now.graph, moved) };
  }
  return places;
}

function partsOf(members: readonly GraphNode[], faces: ReadonlyMap<string, Face>, { graph }: Checked): TidyGraph {
  const own = new Set(members.map(({ id }) => id));
  const boxes = (kinds: readonly FaceKind[]): TidyNode[] =>
    graph.nodes.flatMap(({ id, position }) => {
      const face = own.has(id) ? faces.get(id) : undefined;
      if (!face || !kinds.includes(face.kind)) return [];
      const { width, height, rows } = face;
      return [{ id, ...position, width, height, port: rows.top + rows.height / 2 }];
    });
  const nodes = boxes(NODES);
  const ids = new Set(nodes.map(({ id }) => id));
  const wires = graph.edges.filter(({ source, target }) => ids.has(source) && ids.has(target));
  return { nodes, notes: boxes(['prose']), wires: wires.map(({ source, target }) => [source, target]) };
}

/** Right of the near wall, so far down that first ports meet those of the wall. */
function cornerIn(members: readonly GraphNode[], faces: ReadonlyMap<string, Face>): Position {
  const walls = members.map(({ id }) => faces.get(id)).filter((face) => face?.wall?.boundary === 'inputs');
  const left = (walls[0]?.width ?? 0) + INSET.left;
  return { x: left, y: HEAD + INSET.top };
}

function intoCorner(
  places: ReadonlyMap<string, Position>,
  nodes: readonly TidyNode[],
  corner: Position,
): Map<string, Position> {
  const own = nodes.flatMap(({ id }) => places.get(id) ?? []);
  const dx = corner.x - Math.min(...own.map(({ x }) => x));
  const dy = corner.y - Math.min(...own.map(({ y }) => y));
  return new Map([...places].map(([id, { x, y }]) => [id, { x: x + dx, y: y + dy }]));
}
