// Edits of containers: pure functions that keep every wire led through the walls between its ends. Throw GraphError, and then nothing changed.
import { nodeType } from '../nodes/registry';
import { addNode, removeNodes, withInside } from './editNodes';
import { addWallPort } from './editWalls';
import { connect } from './editWires';
import type { Graph, GraphNode, Position } from './graph';
import { nodeOf, nodesById, withKey } from './ids';
import { lastPort, leadWires, originFor, reach } from './lead';
import { checkEnds, checkParents, type Ends } from './links';
import { cycles } from './order';
import { GraphError, quote } from './problem';
import { requireRoom } from './room';
import { containerOf, containersAround, settingsOf, type WallSide, wallNode, wiresAt } from './walls';

/**
 * A wire between any two nodes, wherever they lie: out of the containers around its source and into those around its
 * target, by ports that carry the value already or else by new ones of the first kind. Takes the place of the wire
 * that is there. Within one container it is `connect`.
 */
export function connectThroughWall(graph: Graph, ends: Ends): Graph {
  const nodes = nodesById(graph);
  checkEnds(ends, nodes, ['wire']);
  const { source, target, targetPort } = ends;
  if (containersAround(nodes, source).includes(target)) {
    throw new GraphError('wrong-parent', 'wire', `${quote(source)} lies in ${quote(target)}: wire it to a node inside`);
  }
  const from = originFor(graph, ends, target);
  if (!from) {
    const message = `nothing inside ${quote(source)} is wired to its output ${quote(ends.sourcePort)} yet`;
    throw new GraphError('missing-port', 'wire', message);
  }
  const led = reach(graph, from, target, targetPort);
  const after = connect(led.graph, { ...led.from, target, targetPort });
  requireRoom('edges', after.edges.length);
  return after;
}

/** The end of a wire that was let go over a wall. */
export type LooseEnd = Pick<Ends, 'source' | 'sourcePort'> | Pick<Ends, 'target' | 'targetPort'>;

/**
 * A new port, the last of its wall, with the wire that was dropped there. Into the near wall lead wires from outside,
 * out of it wires to nodes inside; the far wall is the other way round.
 */
export function connectToWall(graph: Graph, end: LooseEnd, container: string, side: WallSide): Graph {
  const like = 'source' in end ? end.sourcePort : end.targetPort;
  const plain = (side === 'inputs') === 'source' in end && ['x', 'out'].includes(like);
  const grown = addWallPort(graph, container, side, plain ? {} : { name: like });
  const port = lastPort(grown, container, side);
  const outside = (side === 'inputs') === 'source' in end;
  const wall = outside ? container : (wallNode(grown, container, side)?.id ?? '');
  return connectThroughWall(
    grown,
    'source' in end ? { ...end, target: wall, targetPort: port } : { ...end, source: wall, sourcePort: port },
  );
}

/** Folded into one card, or open. */
export function setCollapsed(graph: Graph, id: string, collapsed: boolean): Graph {
  containerOf(graph, id);
  const node = nodeOf(graph, id);
  if ((node.collapsed ?? false) === collapsed) return graph;
  const changed = withKey(node, 'collapsed', collapsed || undefined);
  return { ...graph, nodes: graph.nodes.map((other) => (other === node ? changed : other)) };
}

/** Nodes of a selection that may move: what lies in one of the others goes along, and walls stay. */
function movable(graph: Graph, ids: Iterable<string>): GraphNode[] {
  const chosen = new Set(ids);
  const nodes = nodesById(graph);
  return graph.nodes.filter(
    ({ id, type }) =>
      chosen.has(id) && !nodeType(type)?.boundary && !containersAround(nodes, id).some((outer) => chosen.has(outer)),
  );
}

/**
 * Puts nodes into a container, at the same place of the canvas if that is inside of it. Wires between them and what
 * stays outside are led through ports; wires from or to the container itself become wires between nodes inside.
 * Refuses what would make a circle, and a node that starts a state of the container.
 */
export function moveInto(graph: Graph, ids: Iterable<string>, container: string): Graph {
  containerOf(graph, container);
  const nodes = movable(graph, ids).filter(({ parent }) => parent !== container);
  const moved = move(graph, new Map(nodes.map(({ id }) => [id, container])));
  return sound(clearOfWall(moved, nodes, container), graph);
}

/** Puts nodes out of the containers right around them, at the same place of the canvas. The inverse of `moveInto`. */
export function moveOut(graph: Graph, ids: Iterable<string>): Graph {
  const nodes = movable(graph, ids).filter(({ parent }) => parent !== undefined);
  const places = nodes.map(({ id, parent = '' }) => [id, nodeOf(graph, parent).parent] as const);
  return sound(move(graph, new Map(places)), graph);
}

/** No larger than a file may be, and without a circle that was not there before. */
function sound(after: Graph, before: Graph): Graph {
  requireRoom('edges', after.edges.length);
  refuseCircle(before, after);
  return after;
}

function move(graph: Graph, places: ReadonlyMap<string, string | undefined>): Graph {
  if (places.size === 0) return graph;
  const around = nodesById(graph);
  const nodes = graph.nodes.map((node): GraphNode => {
    if (!places.has(node.id)) return node;
    const parent = places.get(node.id);
    const [from, to] = [node.parent, parent].map((id) => cornerOf(around, id)) as [Position, Position];
    const position = { x: node.position.x + from.x - to.x, y: node.position.y + from.y - to.y };
    return withKey({ ...node, position }, 'parent', parent);
  });
  const moved = { ...graph, nodes };
  const byId = nodesById(moved);
  for (const id of withInside(moved, places.keys())) checkParents(byId.get(id) as GraphNode, byId, [id]);
  return leadWires(moved, new Set(places.keys()), graph);
}

/** Where the inside of a container starts, on the canvas. */
function cornerOf(nodes: ReadonlyMap<string, GraphNode>, container: string | undefined): Position {
  const all = container === undefined ? [] : [container, ...containersAround(nodes, container)];
  const places = all.flatMap((id) => nodes.get(id)?.position ?? []);
  return { x: places.reduce((sum, { x }) => sum + x, 0), y: places.reduce((sum, { y }) => sum + y, 0) };
}

function refuseCircle(before: Graph, after: Graph): void {
  const known = new Set(cycles(before).flat());
  const circle = cycles(after).find((ids) => ids.some((id) => !known.has(id)));
  if (!circle) return;
  const way = [...circle, circle[0] as string].map((id) => quote(nodeOf(after, id).label ?? id)).join(' → ');
  throw new GraphError(
    'wrong-parent',
    circle[0] as string,
    `would close a circle, ${way}: choose what lies between too`,
  );
}

/** px: the nearest that a node comes to the near wall and the title bar. */
const LEAST: Position = { x: 84, y: 64 };

/** Shifts nodes that came from beside the container into it, all by the same. */
function clearOfWall(graph: Graph, moved: readonly GraphNode[], container: string): Graph {
  const ids = new Set(moved.map(({ id }) => id));
  const { size } = nodeOf(graph, container);
  const inside = graph.nodes.filter(({ id }) => ids.has(id)).map(({ position }) => position);
  const shift = (axis: 'x' | 'y', length = Number.POSITIVE_INFINITY): number => {
    const first = inside.reduce((least, position) => Math.min(least, position[axis]), Number.POSITIVE_INFINITY);
    return first < LEAST[axis] || first > length ? LEAST[axis] - first : 0;
  };
  const [x, y] = [shift('x', size?.width), shift('y', size?.height)];
  if (ids.size === 0 || (x === 0 && y === 0)) return graph;
  const nodes = graph.nodes.map((node) =>
    ids.has(node.id) ? { ...node, position: { x: node.position.x + x, y: node.position.y + y } } : node,
  );
  return { ...graph, nodes };
}

/** px: from the corner of a new container to the first node in it, and from the start of the last node to its end. */
const BEFORE: Position = { x: 128, y: 64 };
const AFTER: Position = { x: 300, y: 160 };

/** Wraps nodes of one container, or of the canvas, in a new one: the last node. */
export function groupInto(graph: Graph, ids: Iterable<string>, type = 'block'): Graph {
  const chosen = movable(graph, ids);
  const [first] = chosen;
  if (!first) return graph;
  const elsewhere = chosen.find(({ parent }) => parent !== first.parent);
  if (elsewhere) {
    const message = `${quote(elsewhere.id)} and ${quote(first.id)} do not lie in the same container`;
    throw new GraphError('wrong-parent', elsewhere.id, message);
  }
  if (!nodeType(type)?.container) throw new GraphError('wrong-parent', type, `${quote(type)} holds no nodes`);
  const [x, y] = (['x', 'y'] as const).map((axis) => chosen.map(({ position }) => position[axis])) as [
    number[],
    number[],
  ];
  const corner = { x: Math.min(...x), y: Math.min(...y) };
  const grown = addNode(graph, {
    type,
    position: { x: corner.x - BEFORE.x, y: corner.y - BEFORE.y },
    size: {
      width: Math.max(...x) - corner.x + BEFORE.x + AFTER.x,
      height: Math.max(...y) - corner.y + BEFORE.y + AFTER.y,
    },
    ...(first.parent === undefined ? {} : { parent: first.parent }),
  });
  const container = (grown.nodes.at(-1) as GraphNode).id;
  return moveInto(
    grown,
    chosen.map(({ id }) => id),
    container,
  );
}

/** The inside of a block takes its place. Refused for what runs its inside several times: no single node would say the same. */
export function dissolve(graph: Graph, container: string): Graph {
  const { copies, stacks } = containerOf(graph, container);
  const { parent } = nodeOf(graph, container);
  const params = settingsOf(graph, container);
  if (copies(params) > 1) {
    const message = `${quote(container)} holds ${copies(params)} copies with weights of their own: set it to one first`;
    throw new GraphError('wrong-parent', container, message);
  }
  if (stacks(params)) {
    const message = `${quote(container)} runs its inside once per step, which nodes outside do not: move out what need not be repeated, or remove it`;
    throw new GraphError('wrong-parent', container, message);
  }
  const children = graph.nodes.filter((node) => node.parent === container && !nodeType(node.type)?.boundary);
  const opened = move(graph, new Map(children.map(({ id }) => [id, parent])));
  return removeNodes(pastContainer(opened, container), [container]);
}

/** What goes in and straight out again goes past. */
function pastContainer(graph: Graph, container: string): Graph {
  const near = wallNode(graph, container, 'inputs')?.id;
  const edges = graph.edges.map((edge) => {
    if (edge.source !== container) return edge;
    const [through] = wiresAt(graph, container, 'outputs', edge.sourcePort).inner;
    if (through?.source !== near || !through) return edge;
    const [from] = wiresAt(graph, container, 'inputs', through.sourcePort).outer;
    return from ? { ...edge, source: from.source, sourcePort: from.sourcePort } : edge;
  });
  return { ...graph, edges };
}
