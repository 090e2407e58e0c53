// Trained weights that ship with a graph, in the place of those that its file draws. Reads bytes; fetches nothing.
import type { Graph, WeightEntry } from '../graph/graph';
import { shortestNumbers } from '../graph/numbers';
import { GraphError } from '../graph/problem';
import { ownerOf } from '../graph/weights';
import type { Tensor } from '../tensor/tensor';
import { readSafetensors, writeSafetensors } from './safetensors';

/** Three decimals: a small file, a short link, and the same answers. */
const DECIMALS = 1000;

/** A file of weights by `<node>.<weight>`, rounded to three decimals. */
export function weightFile(weights: Readonly<Record<string, Tensor>>): Uint8Array<ArrayBuffer> {
  const rounded = Object.entries(weights).map(([name, { shape, data }]) => [
    name,
    { shape, data: data.map((cell) => Math.round(cell * DECIMALS) / DECIMALS + 0) },
  ]);
  return writeSafetensors(Object.fromEntries(rounded), {});
}

/** The graph with the weights of its file as its own; it names the file no longer. Throws GraphError. */
export function withWeightFile(graph: Graph, bytes: Uint8Array): Graph {
  const ids = new Set(graph.nodes.map(({ id }) => id));
  const entries = readSafetensors(bytes).tensors.map((stored): readonly [string, WeightEntry] => {
    if (!ids.has(ownerOf(stored.name))) {
      throw new GraphError('missing-node', ['weights', stored.name], 'belongs to no node of this graph');
    }
    const { shape, data } = stored.read();
    return [stored.name, { shape, data: shortestNumbers([...data]) as number[] }];
  });
  const { weightsFile: _, ...rest } = graph;
  return { ...rest, weights: { ...graph.weights, ...Object.fromEntries(entries) } };
}
