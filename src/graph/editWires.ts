// Edits of wires: pure functions that keep one wire to an input, and edge order where an input grows. Throw GraphError for ends that do not exist.
import type { AnyParams } from '../nodes/node';
import { nodeType } from '../nodes/registry';
import { addNode } from './editNodes';
import type { Edge, Graph, GraphNode, Position } from './graph';
import { freshEdgeIds, nodeOf, nodesById } from './ids';
import { checkEnds, type Ends, takesOneWire } from './links';
import { GraphError, quote } from './problem';
import { requireRoom } from './room';

const sameEnds = (a: Ends, b: Ends): boolean =>
  a.source === b.source && a.sourcePort === b.sourcePort && a.target === b.target && a.targetPort === b.targetPort;

/** The wire that must go when `ends` comes: an input that does not grow takes one. */
function replacedBy(graph: Graph, ends: Ends, nodes: ReadonlyMap<string, GraphNode>): Edge | undefined {
  if (!takesOneWire(nodes.get(ends.target), ends.targetPort)) return undefined;
  return graph.edges.find(({ target, targetPort }) => target === ends.target && targetPort === ends.targetPort);
}

/** Takes the place of the wire that is there; where an input grows, comes last. */
export function connect(graph: Graph, { source, sourcePort, target, targetPort }: Ends): Graph {
  const ends = { source, sourcePort, target, targetPort };
  const nodes = nodesById(graph);
  checkEnds(ends, nodes, ['wire']);
  const old = replacedBy(graph, ends, nodes);
  if (old && sameEnds(old, ends)) return graph;
  const [id = ''] = freshEdgeIds(graph, 1);
  const edge: Edge = { id, ...ends };
  if (old) return { ...graph, edges: graph.edges.map((other) => (other === old ? edge : other)) };
  requireRoom('edges', graph.edges.length + 1);
  return { ...graph, edges: [...graph.edges, edge] };
}

/** Ids that are not there are passed over. */
export function disconnect(graph: Graph, edgeIds: Iterable<string>): Graph {
  const gone = new Set(edgeIds);
  const edges = graph.edges.filter(({ id }) => !gone.has(id));
  return edges.length === graph.edges.length ? graph : { ...graph, edges };
}

function edgeOf(graph: Graph, id: string): Edge {
  const edge = graph.edges.find((other) => other.id === id);
  if (!edge) throw new GraphError('missing-node', id, `there is no wire ${quote(id)}`);
  return edge;
}

/** Moves one or both ends of a wire, which keeps its id and place; a wire that is in the way goes. */
export function reconnect(graph: Graph, edgeId: string, ends: Partial<Ends>): Graph {
  const before = edgeOf(graph, edgeId);
  const after: Edge = { ...before, ...ends };
  if (sameEnds(before, after)) return graph;
  const nodes = nodesById(graph);
  checkEnds(after, nodes, ['wire']);
  const old = replacedBy(graph, after, nodes);
  const edges = graph.edges.filter((edge) => edge === before || edge !== old);
  return { ...graph, edges: edges.map((edge) => (edge === before ? after : edge)) };
}

export interface Inserted {
  readonly type: string;
  /** Half way when absent. */
  readonly position?: Position;
  readonly params?: AnyParams;
  /** The node's first ports when absent. */
  readonly input?: string;
  readonly output?: string;
}

/** Puts a new node into a wire, in the container where the wire ends: the last node. What was wired to it stays in its place among the wires of its input. */
export function insertOnEdge(graph: Graph, edgeId: string, { type, position, params, ...ports }: Inserted): Graph {
  const edge = edgeOf(graph, edgeId);
  const input = ports.input ?? Object.keys(nodeType(type)?.inputs ?? {})[0];
  const output = ports.output ?? Object.keys(nodeType(type)?.outputs ?? {})[0];
  if (input === undefined || output === undefined) {
    throw new GraphError('missing-port', 'wire', `${type} cannot stand in a wire: it needs an input and an output`);
  }
  const place = position ?? between(nodeOf(graph, edge.source), nodeOf(graph, edge.target));
  const { parent } = nodeOf(graph, edge.target);
  const inside = parent === undefined ? {} : { parent };
  const grown = addNode(graph, { type, position: place, ...inside, ...(params ? { params } : {}) });
  const { id } = grown.nodes.at(-1) as GraphNode;
  const moved = reconnect(grown, edgeId, { source: id, sourcePort: output });
  return connect(moved, { source: edge.source, sourcePort: edge.sourcePort, target: id, targetPort: input });
}

const between = (a: GraphNode, b: GraphNode): Position => ({
  x: (a.position.x + b.position.x) / 2,
  y: (a.position.y + b.position.y) / 2,
});
