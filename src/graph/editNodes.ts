// Edits of nodes: pure functions that share everything they do not change. Throw GraphError for what a file could not hold.
import type { AnyParams } from '../nodes/node';
import { nodeType } from '../nodes/registry';
import type { Graph, GraphNode, Position } from './graph';
import { freshId, idsOf, nodeOf, withKey } from './ids';
import { readParam, readParams } from './params';
import { requireRoom } from './room';
import { id as idSchema, label as labelSchema } from './schema';
import { readAs } from './sentences';
import { ownerOf } from './weights';

export interface NewNode {
  readonly type: string;
  readonly position: Position;
  /** Made from the type when absent. */
  readonly id?: string;
  readonly label?: string;
  readonly params?: AnyParams;
}

/** The new node is the last one. */
export function addNode(graph: Graph, { type, position, id, label, params }: NewNode): Graph {
  requireRoom('nodes', graph.nodes.length + 1);
  const ids = idsOf(graph.nodes);
  const fresh = id !== undefined && !ids.has(id) ? id : freshId(id ?? type, ids);
  readAs(idSchema, fresh, ['id']);
  const given = params ? differing(type, readParams(type, params, [fresh])) : undefined;
  const node: GraphNode = { id: fresh, type, position };
  return { ...graph, nodes: [...graph.nodes, withKey(withKey(node, 'label', readLabel(label)), 'params', given)] };
}

/** Also what lies in them, their wires and their weights; ids that are not there are passed over. */
export function removeNodes(graph: Graph, ids: Iterable<string>): Graph {
  const gone = withInside(graph, ids);
  const nodes = graph.nodes.filter(({ id }) => !gone.has(id));
  if (nodes.length === graph.nodes.length) return graph;
  const edges = graph.edges.filter(({ source, target }) => !gone.has(source) && !gone.has(target));
  const weights = Object.entries(graph.weights ?? {}).filter(([name]) => !gone.has(ownerOf(name)));
  const kept = weights.length > 0 ? Object.fromEntries(weights) : undefined;
  return withKey({ ...graph, nodes, edges: edges.length < graph.edges.length ? edges : graph.edges }, 'weights', kept);
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
  label === undefined || label === '' ? undefined : readAs(labelSchema, label, ['label']);

/** A value equal to the default is left out of the graph. */
export function setParam(graph: Graph, id: string, name: string, value: unknown): Graph {
  return editNode(graph, id, (node) => {
    const params = { ...node.params, [name]: readParam(node.type, name, value, [id, name]) };
    return withKey(node, 'params', differing(node.type, params));
  });
}

/** Params that differ from their defaults; undefined when none does. */
function differing(type: string, params: AnyParams): AnyParams | undefined {
  const declared = nodeType(type)?.params;
  const kept = Object.entries(params).filter(
    ([name, value]) => !declared || JSON.stringify(declared[name]?.default) !== JSON.stringify(value),
  );
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
