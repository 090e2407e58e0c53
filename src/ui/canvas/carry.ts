// Nodes that were dragged come to lie where they were dropped: in a container, or out of it. Pure.

import { HEAD } from '../../drawing/containerFace';
import type { Face } from '../../drawing/face';
import { absolutePositions } from '../../drawing/faces';
import type { Point } from '../../drawing/route';
import { around, depthsOf } from '../../drawing/scopes';
import { childrenOf } from '../../graph/children';
import { moveInto, moveOut } from '../../graph/editContainers';
import { moveNodes } from '../../graph/editNodes';
import type { Graph, Position } from '../../graph/graph';

/** The innermost open container whose frame holds a point of the canvas; those of `dragged` and what lies in them do not count. */
export function containerAt(
  graph: Graph,
  faces: ReadonlyMap<string, Face>,
  { x, y }: Point,
  dragged: readonly string[] = [],
): string | undefined {
  const places = absolutePositions(graph, faces);
  const depths = depthsOf(graph);
  const goes = new Set(dragged);
  let found: string | undefined;
  for (const { id, kind, width, height } of faces.values()) {
    const at = places.get(id);
    if (kind !== 'container' || !at || goes.has(id) || around(graph, id).some((outer) => goes.has(outer.id))) continue;
    const holds = x >= at.x && x < at.x + width && y >= at.y && y < at.y + height;
    if (holds && (found === undefined || (depths.get(id) ?? 0) > (depths.get(found) ?? 0))) found = id;
  }
  return found;
}

/** Where a point of the canvas lies in a container. */
export function placeIn(
  graph: Graph,
  faces: ReadonlyMap<string, Face>,
  container: string | undefined,
  at: Point,
): Point {
  const corner = (container !== undefined && absolutePositions(graph, faces).get(container)) || { x: 0, y: 0 };
  return { x: at.x - corner.x, y: at.y - corner.y };
}

const parentIn = ({ nodes }: Graph, id: string): string | undefined => nodes.find((node) => node.id === id)?.parent;

/** `places`: relative to what each node lies in now; `into`: undefined for the canvas itself. Throws GraphError. */
export function carry(graph: Graph, places: ReadonlyMap<string, Position>, into: string | undefined): Graph {
  let moved = moveNodes(graph, places);
  const ids = [...places.keys()];
  if (into !== undefined) return moveInto(moved, ids, into);
  for (;;) {
    const inside = ids.filter((id) => parentIn(moved, id) !== undefined);
    if (inside.length === 0) return moved;
    moved = moveOut(moved, inside);
  }
}

/** px between a node and the wall or bar that it was pushed against. */
const CLEAR = 12;

/** No node lies under the near wall or the title bar of its container. */
export function clearOfWalls(graph: Graph, ids: readonly string[], faces: ReadonlyMap<string, Face>): Graph {
  const children = childrenOf(graph);
  const least = (container: string): Point => {
    const wall = children.get(container)?.find(({ id }) => faces.get(id)?.wall?.boundary === 'inputs');
    return { x: (faces.get(wall?.id ?? '')?.width ?? 0) + CLEAR, y: HEAD + CLEAR };
  };
  const places = graph.nodes.flatMap(({ id, parent, position }) => {
    if (parent === undefined || !ids.includes(id)) return [];
    const { x, y } = least(parent);
    return [[id, { x: Math.max(x, position.x), y: Math.max(y, position.y) }] as const];
  });
  return moveNodes(graph, new Map(places));
}
