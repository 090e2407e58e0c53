// The same graph with its weights drawn from another seed, so that a training can be tried again from elsewhere.
import { checkGraph } from '../execution/check';
import type { CheckedNode } from '../execution/checked';
import { weightEntry, weightName } from '../execution/weights';
import type { Graph, WeightEntry } from '../graph/graph';
import { trainingSettings } from '../graph/training';
import type { PlanOptions } from './datasets';

/** Far from the small numbers that people write. */
const APART = 0x9e3779b1;

/** Weights as the file draws them for the seed of its training part, and drawn otherwise for any other. Explicit ones stay. */
export function reseeded(graph: Graph, seed: number, options: PlanOptions): Graph {
  const by = seed - trainingSettings(graph.training).seed;
  if (by === 0) return graph;
  const moved = (entry: WeightEntry): WeightEntry =>
    'scheme' in entry ? { ...entry, seed: (entry.seed + Math.imul(by, APART)) >>> 0 } : entry;
  const entries = [...checkGraph(graph, options).nodes.values()].filter(outermost).flatMap((node) =>
    Object.entries(node.traced?.weights ?? {}).map(([own, weight]) => {
      const name = weightName(node, own);
      return [name, moved(weightEntry(graph, name, weight))] as const;
    }),
  );
  return { ...graph, weights: { ...graph.weights, ...Object.fromEntries(entries) } };
}

/** A container knows the weights of what is in it, copy by copy. */
const outermost = ({ node }: CheckedNode): boolean => node.parent === undefined;
