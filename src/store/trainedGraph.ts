// Edits that training makes: learned weights in, random ones back, and what of an edit training has to stop for. Pure.
import { checkGraph } from '../execution/check';
import type { Checked } from '../execution/checked';
import type { CheckOptions } from '../execution/checkRun';
import { settleWeights } from '../execution/settle';
import { clearWeight, drawWeight, setWeight } from '../graph/editDocument';
import type { Graph, GraphNode, WeightEntry } from '../graph/graph';
import type { TrainingPart } from '../graph/training';
import { ownerOf } from '../graph/weights';
import type { WeightsMessage } from '../worker/trainingMessages';

/** Weights of nodes that are gone are left out. */
export function withWeights(graph: Graph, weights: WeightsMessage): Graph {
  const ids = new Set(graph.nodes.map(({ id }) => id));
  return Object.entries(weights)
    .filter(([name]) => ids.has(ownerOf(name)))
    .reduce((made, [name, { shape, data }]) => setWeight(made, name, shape, data), graph);
}

/**
 * The graph as it is now with what `taught` learned in it: rows of words that stayed keep what they learned, as after any
 * edit, and weights that no longer fit are left out.
 */
export function learned(taught: Checked, weights: WeightsMessage, now: Graph, options: CheckOptions): Graph {
  const was = withWeights(taught.graph, weights).weights ?? {};
  const names = Object.keys(weights).filter((name) => name in was);
  const put = (entries: Graph['weights'] = {}): Graph => {
    const taken = names.flatMap((name) => (entries[name] ? [[name, entries[name]] as const] : []));
    return { ...now, weights: { ...now.weights, ...Object.fromEntries(taken) } };
  };
  const before = { ...taught, graph: { ...taught.graph, weights: was } };
  return put(settleWeights(before, checkGraph(put(was), { ...options, before: taught })).weights);
}

/** Every weight with explicit cells is drawn again: as it was before, else as its node type says. */
export function withoutTraining(graph: Graph, drawn: ReadonlyMap<string, WeightEntry> = new Map()): Graph {
  const explicit = Object.entries(graph.weights ?? {}).filter(([, entry]) => 'data' in entry);
  const { weightsFile: _, ...rest } = explicit.reduce((made, [name]) => redrawn(made, name, drawn.get(name)), graph);
  return rest;
}

const redrawn = (graph: Graph, name: string, before: WeightEntry | undefined): Graph =>
  before && 'scheme' in before ? drawWeight(graph, name, before) : clearWeight(graph, name);

/** Settings of training; those that are undefined take their default. */
export const withTraining = (graph: Graph, part: TrainingPart): Graph => ({
  ...graph,
  training: { ...graph.training, ...part },
});

/** Whether some weight has cells of its own, instead of being drawn. */
export const hasExplicitWeights = ({ weights = {} }: Graph): boolean =>
  Object.values(weights).some((entry) => 'data' in entry);

const meaning = ({ id, type, params, parent, mode }: GraphNode): unknown => [id, type, params, parent, mode];

/** Whether two graphs compute the same: where nodes stand, their names and their order do not matter. */
export function computesTheSame(a: Graph, b: Graph): boolean {
  if (a.edges !== b.edges || a.vocabularies !== b.vocabularies || a.weights !== b.weights) return false;
  if (a.nodes === b.nodes) return true;
  const others = new Map(b.nodes.map((node) => [node.id, node]));
  return (
    a.nodes.length === b.nodes.length &&
    a.nodes.every((node) => {
      const other = others.get(node.id);
      return node === other || (other && JSON.stringify(meaning(node)) === JSON.stringify(meaning(other)));
    })
  );
}
