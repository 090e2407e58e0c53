// Nodes as text and back, with their inner wires, weights and vocabularies. Text from outside passes the same checks as a file.
import { nodeType } from '../nodes/registry';
import { withInside } from './editNodes';
import { parseGraph } from './format';
import type { Edge, Graph, GraphNode, Position } from './graph';
import { freshEdgeIds, freshId, idsOf, nodesById, withKey, without } from './ids';
import { type FileProblem, GraphError } from './problem';
import { requireRoom } from './room';
import { serializeGraph } from './serialize';
import { ownerOf } from './weights';

const STEP: Position = { x: 24, y: 24 };

/** The nodes, what lies in them, and what belongs to them alone. A wall goes only where its container goes. */
function pick(graph: Graph, ids: Iterable<string>): Graph {
  const picked = withInside(graph, ids);
  for (const { id, type, parent } of graph.nodes) {
    if (nodeType(type)?.boundary && parent !== undefined && !picked.has(parent)) picked.delete(id);
  }
  const nodes = graph.nodes.filter(({ id }) => picked.has(id));
  const edges = graph.edges.filter(({ source, target }) => picked.has(source) && picked.has(target));
  const weights = Object.entries(graph.weights ?? {}).filter(([name]) => picked.has(ownerOf(name)));
  const named = new Set(nodes.flatMap(vocabulariesOf));
  const vocabularies = Object.entries(graph.vocabularies ?? {}).filter(([name]) => named.has(name));
  return {
    nodes,
    edges,
    ...(weights.length > 0 ? { weights: Object.fromEntries(weights) } : {}),
    ...(vocabularies.length > 0 ? { vocabularies: Object.fromEntries(vocabularies) } : {}),
  };
}

const vocabulariesOf = ({ type, params = {} }: GraphNode): unknown[] =>
  Object.entries(nodeType(type)?.params ?? {}).flatMap(([name, { control }]) =>
    control === 'name' ? [params[name]] : [],
  );

/** The text of a graph file that holds these nodes only. */
export function copyNodes(graph: Graph, ids: Iterable<string>): string {
  const byId = nodesById(graph);
  const part = pick(graph, ids);
  const there = idsOf(part.nodes);
  return serializeGraph({ ...part, nodes: part.nodes.map((node) => outermost(node, there, byId)) });
}

/** A node whose container stays behind stands on the canvas where it was seen. */
function outermost(node: GraphNode, there: ReadonlySet<string>, byId: ReadonlyMap<string, GraphNode>): GraphNode {
  if (node.parent === undefined || there.has(node.parent)) return node;
  let { x, y } = node.position;
  for (let at = byId.get(node.parent); at; at = at.parent === undefined ? undefined : byId.get(at.parent)) {
    x += at.position.x;
    y += at.position.y;
  }
  return { ...without(node, 'parent'), position: { x, y } };
}

export type Pasted = { readonly graph: Graph; readonly ids: readonly string[] } | { readonly problem: FileProblem };

/** Nodes from text under fresh ids, as the last nodes; `at`: where their top left corner comes to lie, else a step aside. */
export function pasteNodes(graph: Graph, text: string, at?: Position): Pasted {
  const parsed = parseGraph(text);
  if ('problem' in parsed) return parsed;
  const corner = cornerOf(parsed.graph.nodes);
  try {
    return insert(graph, parsed.graph, at ? { x: at.x - corner.x, y: at.y - corner.y } : STEP);
  } catch (error) {
    if (error instanceof GraphError) return { problem: error.problem };
    throw error;
  }
}

function cornerOf(nodes: readonly GraphNode[]): Position {
  const outer = nodes.filter(({ parent }) => parent === undefined).map(({ position }) => position);
  const least = (axis: 'x' | 'y') =>
    outer.reduce((least, position) => Math.min(least, position[axis]), Number.POSITIVE_INFINITY);
  return { x: least('x'), y: least('y') };
}

/** The same nodes once more, with their inner wires and weights, a step aside; the new ones come last. */
export function duplicateNodes(graph: Graph, ids: Iterable<string>, by: Position = STEP): Graph {
  return insert(graph, pick(graph, ids), by).graph;
}

function insert(graph: Graph, part: Graph, by: Position): { readonly graph: Graph; readonly ids: readonly string[] } {
  if (part.nodes.length === 0) return { graph, ids: [] };
  const names = newNames(graph, part);
  const rename = (id: string): string => names.get(id) ?? id;
  const nodes = part.nodes.map((node) => placed(node, rename, names, by));
  const edgeIds = freshEdgeIds(graph, part.edges.length);
  const edges = part.edges.map(
    (edge, i): Edge => ({
      ...edge,
      id: edgeIds[i] as string,
      source: rename(edge.source),
      target: rename(edge.target),
    }),
  );
  const weights = Object.entries(part.weights ?? {}).map(
    ([name, entry]) => [name.replace(/^[^.[]*/, rename), entry] as const,
  );
  const named = { ...graph.weights, ...Object.fromEntries(weights) };
  const merged: Graph = {
    ...graph,
    nodes: [...graph.nodes, ...nodes],
    edges: [...graph.edges, ...edges],
    ...(weights.length > 0 ? { weights: named } : {}),
  };
  requireRoom('nodes', merged.nodes.length);
  requireRoom('edges', merged.edges.length);
  requireRoom('weights', Object.keys(named).length);
  // A vocabulary that is here already keeps its words.
  const vocabularies = part.vocabularies && { ...part.vocabularies, ...graph.vocabularies };
  return { graph: withKey(merged, 'vocabularies', vocabularies ?? graph.vocabularies), ids: [...names.values()] };
}

function newNames(graph: Graph, part: Graph): Map<string, string> {
  const taken = idsOf(graph.nodes);
  return new Map(
    part.nodes.map(({ id }) => {
      const fresh = freshId(id, taken);
      taken.add(fresh);
      return [id, fresh];
    }),
  );
}

/** Inside a container that came along, a node keeps its place in it. */
function placed(
  node: GraphNode,
  rename: (id: string) => string,
  names: ReadonlyMap<string, string>,
  by: Position,
): GraphNode {
  const { id, parent, position } = node;
  const inside = parent !== undefined && names.has(parent);
  const moved = inside ? position : { x: position.x + by.x, y: position.y + by.y };
  return withKey(
    { ...node, id: rename(id), position: moved },
    'parent',
    parent === undefined ? undefined : rename(parent),
  );
}
