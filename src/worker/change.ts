// What an edit changed, so that a large graph does not travel whole; what did not change keeps its identity on both sides.
import type { Edge, Graph, GraphNode, WeightEntry } from '../graph/graph';

type Rest = Omit<Graph, 'nodes' | 'edges' | 'weights'>;

export interface GraphChange {
  /** Everything but nodes, edges and weights; absent where it is as before. */
  readonly rest?: Rest;
  /** Absent where all nodes are as before. */
  readonly nodes?: {
    /** Ids in order; those not in `changed` are as before. */
    readonly order: readonly string[];
    readonly changed: readonly GraphNode[];
  };
  readonly edges?: readonly Edge[];
  /** Names of all weights with entries; those not in `weights` are as before. */
  readonly weightNames: readonly string[];
  readonly weights: Readonly<Record<string, WeightEntry>>;
}

/** `before` is what the other side has: the empty graph at first. */
export function changeBetween(before: Graph, after: Graph): GraphChange {
  const { nodes, edges, weights = {}, ...rest } = after;
  const known = new Set(before.nodes);
  const changed = Object.entries(weights).filter(([name, entry]) => before.weights?.[name] !== entry);
  return {
    ...(sameParts(rest, restOf(before)) ? {} : { rest }),
    ...(nodes === before.nodes
      ? {}
      : { nodes: { order: nodes.map(({ id }) => id), changed: nodes.filter((node) => !known.has(node)) } }),
    ...(edges === before.edges ? {} : { edges }),
    weightNames: Object.keys(weights),
    weights: Object.fromEntries(changed),
  };
}

const restOf = ({ nodes: _nodes, edges: _edges, weights: _weights, ...rest }: Graph): Rest => rest;

const sameParts = (a: object, b: object): boolean =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.entries(a).every(([name, part]) => (b as Record<string, unknown>)[name] === part);

export function applyChange(before: Graph, { rest = restOf(before), nodes, ...change }: GraphChange): Graph {
  const weights = { ...before.weights, ...change.weights };
  return {
    ...rest,
    nodes: nodes ? arranged(before.nodes, nodes) : before.nodes,
    edges: change.edges ?? before.edges,
    weights: Object.fromEntries(change.weightNames.map((name) => [name, weights[name] as WeightEntry])),
  };
}

function arranged(before: Graph['nodes'], { order, changed }: NonNullable<GraphChange['nodes']>): GraphNode[] {
  const nodes = new Map([...before, ...changed].map((node) => [node.id, node]));
  return order.map((id) => nodes.get(id) as GraphNode);
}
