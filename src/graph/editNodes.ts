// Edits of nodes: pure functions that share everything they do not change. Throw GraphError for what a file could not hold.
import type { AnyParams } from '../nodes/node';
import { defaultOf } from '../nodes/params';
import { nodeType } from '../nodes/registry';
import type { Graph, GraphNode, Position } from './graph';
import { freshId, idsOf, nodeOf, nodesById, withKey } from './ids';
import { checkParents } from './links';
import { readParam, readParams } from './params';
import { wallOf } from './ports';
import { GraphError, quote } from './problem';
import { requireRoom } from './room';
import { id as idSchema, label as labelSchema } from './schema';
import { EMPTY_SIZE, newWall, renameEnds, wallAt, withoutHanging } from './walls';
import { ownerOf } from './weights';

export interface NewNode {
  readonly type: string;
  readonly position: Position;
  /** Made from the type when absent. */
  readonly id?: string;
  readonly label?: string;
  readonly params?: AnyParams;
  /** The container that it lies in; the position is then relative to it. */
  readonly parent?: string;
  /** Of a container, canvas pixels. */
  readonly size?: GraphNode['size'];
}

/** The new node is the last one; the two walls of a container stand right before it. */
export function addNode(graph: Graph, added: NewNode): Graph {
  const { type, position, id, label, params, parent } = added;
  const ids = idsOf(graph.nodes);
  const fresh = id !== undefined && !ids.has(id) ? id : freshId(id ?? type, ids);
  idSchema.read(fresh, ['id']);
  const given = params ? differing({ id: fresh, type }, readParams(type, params, [fresh])) : undefined;
  const size = added.size ?? (nodeType(type)?.container ? EMPTY_SIZE : undefined);
  const bare: GraphNode = { id: fresh, type, position };
  const named = withKey(withKey(bare, 'label', readLabel(label)), 'params', given);
  const node = withKey(withKey(named, 'parent', parent), 'size', size);
  const walls = nodeType(type)?.container ? wallsOf(node, ids) : [];
  const after = { ...graph, nodes: [...graph.nodes, ...walls, node] };
  requireRoom('nodes', after.nodes.length);
  if (parent !== undefined) checkPlaces(after, [node, ...walls]);
  return after;
}

function wallsOf(container: GraphNode, ids: ReadonlySet<string>): GraphNode[] {
  const taken = new Set([...ids, container.id]);
  const near = newWall(container, 'inputs', taken);
  return [near, newWall(container, 'outputs', taken.add(near.id))];
}

/** Throws GraphError when one of the nodes does not lie in a container, or in too many. */
function checkPlaces(graph: Graph, nodes: readonly GraphNode[]): void {
  const byId = nodesById(graph);
  for (const node of nodes) checkParents(node, byId, [node.id]);
}

/**
 * Also what lies in them, their wires and their weights; ids that are not there are passed over. The walls of a
 * container that stays are passed over, too, and refused with a sentence when nothing else is chosen.
 */
export function removeNodes(graph: Graph, ids: Iterable<string>): Graph {
  const gone = withInside(graph, ids);
  const walls = graph.nodes.filter((node) => gone.has(node.id) && isWallThatStays(graph, node, gone));
  for (const { id } of walls) gone.delete(id);
  const nodes = graph.nodes.filter(({ id }) => !gone.has(id));
  const [wall] = walls;
  if (nodes.length === graph.nodes.length) {
    if (!wall) return graph;
    const message = `${quote(wall.id)} is a wall of ${quote(wall.parent ?? '')}: remove its ports, or the whole container`;
    throw new GraphError('wrong-parent', wall.id, message);
  }
  const edges = graph.edges.filter(({ source, target }) => !gone.has(source) && !gone.has(target));
  const weights = Object.entries(graph.weights ?? {}).filter(([name]) => !gone.has(ownerOf(name)));
  const kept = weights.length > 0 ? Object.fromEntries(weights) : undefined;
  return withKey({ ...graph, nodes, edges: edges.length < graph.edges.length ? edges : graph.edges }, 'weights', kept);
}

function isWallThatStays(graph: Graph, node: GraphNode, gone: ReadonlySet<string>): boolean {
  const wall = wallAt(graph, node);
  return wall !== undefined && !gone.has(wall.container);
}

/** The nodes and everything that lies in them, at any depth. */
export function withInside({ nodes }: Graph, ids: Iterable<string>): Set<string> {
  const all = new Set(ids);
  for (let size = -1; size < all.size; ) {
    size = all.size;
    for (const { id, parent } of nodes) if (parent !== undefined && all.has(parent)) all.add(id);
  }
  return all;
}

function editNode(graph: Graph, id: string, edit: (node: GraphNode) => GraphNode): Graph {
  const before = nodeOf(graph, id);
  const after = edit(before);
  return after === before ? graph : { ...graph, nodes: graph.nodes.map((node) => (node === before ? after : node)) };
}

/** Positions by node id; a node that keeps its place is not touched. */
export function moveNodes(graph: Graph, positions: ReadonlyMap<string, Position>): Graph {
  const moves = ({ id, position }: GraphNode) => {
    const to = positions.get(id);
    return to !== undefined && (to.x !== position.x || to.y !== position.y);
  };
  if (!graph.nodes.some(moves)) return graph;
  const nodes = graph.nodes.map((node) =>
    moves(node) ? { ...node, position: positions.get(node.id) as Position } : node,
  );
  return { ...graph, nodes };
}

/** A note or a frame drawn larger or smaller, in canvas pixels. */
export function resizeNode(graph: Graph, id: string, size: NonNullable<GraphNode['size']>): Graph {
  return editNode(graph, id, (node) => ({ ...node, size }));
}

/** The label only; ids stay, since weights and wires hang on them. Blank takes the label away. */
export function renameNode(graph: Graph, id: string, label: string): Graph {
  return editNode(graph, id, (node) => withKey(node, 'label', readLabel(label.trim())));
}

const readLabel = (label: string | undefined): string | undefined =>
  label === undefined || label === '' ? undefined : labelSchema.read(label, ['label']);

/** A value equal to the default is left out of the graph. Wires follow a port that is renamed, and go with one that goes. */
export function setParam(graph: Graph, id: string, name: string, value: unknown): Graph {
  const after = editNode(graph, id, (node) => {
    const params = { ...node.params, [name]: readParam(node.type, name, value, [id, name]) };
    return withKey(node, 'params', differing(node, params));
  });
  return nodeType(nodeOf(graph, id).type)?.boundary ? withWiresAtPorts(graph, after, id) : after;
}

function withWiresAtPorts(before: Graph, after: Graph, id: string): Graph {
  const wall = wallAt(after, nodeOf(after, id));
  if (!wall) return withoutHanging(after, [id]);
  const { container, side } = wall;
  const [was, now] = [before, after].map(({ nodes }) => wallOf(container, nodes)[side].map((port) => port.name)) as [
    string[],
    string[],
  ];
  const renamed = was.filter((name, i) => name !== now[i]);
  const to = now[was.indexOf(renamed[0] ?? '')];
  const follows = was.length === now.length && renamed.length === 1 && to !== undefined && !was.includes(to);
  const moved = follows ? renameEnds(after, container, side, renamed[0] as string, to) : after;
  return withoutHanging(moved, [container, id]);
}

/** Params that differ from their defaults; undefined when none does. */
function differing({ id, type }: Pick<GraphNode, 'id' | 'type'>, params: AnyParams): AnyParams | undefined {
  const declared = nodeType(type)?.params ?? {};
  const kept = Object.entries(params).filter(([name, value]) => {
    const param = declared[name];
    return !param || JSON.stringify(defaultOf(param, id)) !== JSON.stringify(value);
  });
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

/** Bypass, mute, or undefined for running as usual. */
export function setMode(graph: Graph, ids: Iterable<string>, mode: GraphNode['mode']): Graph {
  const chosen = new Set(ids);
  const nodes = graph.nodes.map((node) =>
    chosen.has(node.id) && node.mode !== mode ? withKey(node, 'mode', mode) : node,
  );
  return nodes.every((node, i) => node === graph.nodes[i]) ? graph : { ...graph, nodes };
}
