// What an edit changed, so that a large graph does not travel whole; what did not change keeps its identity on both sides.
import type { Edge, Graph, GraphNode, WeightEntry } from '../graph/graph';

export interface GraphChange {
  /** Everything but nodes, edges and weights. */
  readonly rest: Omit<Graph, 'nodes' | 'edges' | 'weights'>;
  /** Node ids in order; those not in `nodes` are as before. */
  readonly order: readonly string[];
  readonly nodes: readonly GraphNode[];
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
    rest,
    order: nodes.map(({ id }) => id),
    nodes: nodes.filter((node) => !known.has(node)),
    ...(edges === before.edges ? {} : { edges }),
    weightNames: Object.keys(weights),
    weights: Object.fromEntries(changed),
  };
}

export function applyChange(before: Graph, change: GraphChange): Graph {
  const nodes = new Map([...before.nodes, ...change.nodes].map((node) => [node.id, node]));
  const weights = { ...before.weights, ...change.weights };
  return {
    ...change.rest,
    nodes: change.order.map((id) => nodes.get(id) as GraphNode),
    edges: change.edges ?? before.edges,
    weights: Object.fromEntries(change.weightNames.map((name) => [name, weights[name] as WeightEntry])),
  };
}
