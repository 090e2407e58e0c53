// Trained weights of a preset, fetched beside the page. Loaded with the first preset that has some.
import { withWeightFile } from '../../exporters/trainedWeights';
import type { Graph } from '../../graph/graph';

/** Rejects when the file cannot be had or does not fit. */
export async function withShippedWeights(graph: Graph): Promise<Graph> {
  if (graph.weightsFile === undefined) return graph;
  const response = await fetch(new URL(graph.weightsFile, document.baseURI));
  if (!response.ok) throw new Error(`its weights: the server answered ${response.status}`);
  return withWeightFile(graph, new Uint8Array(await response.arrayBuffer()));
}
