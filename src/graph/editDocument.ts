// Edits of weights, vocabularies and the words about a graph: pure functions. Throw GraphError for what a file could not hold.
import type { Draw } from '../tensor/random/schemes';
import type { Graph, WeightEntry } from './graph';
import { nodeOf, withKey, without } from './ids';
import { GraphError } from './problem';
import { requireRoom } from './room';
import { label, vocabulary, weightName } from './schema';
import { ownerOf, readWeight } from './weights';

/** Explicit cells of the weight `<nodeId>.<name>`, row-major in [d_in, d_out]. */
export function setWeight(graph: Graph, name: string, shape: readonly number[], data: ArrayLike<number>): Graph {
  return withEntry(graph, name, readWeight({ shape: [...shape], data: Array.from(data) }, ['weights', name]));
}

/** The weight `<nodeId>.<name>` drawn from a seed. */
export function drawWeight(graph: Graph, name: string, { scheme, seed, skip }: Draw): Graph {
  const entry = skip === undefined ? { scheme, seed } : { scheme, seed, skip };
  return withEntry(graph, name, readWeight(entry, ['weights', name]));
}

function withEntry(graph: Graph, name: string, entry: WeightEntry): Graph {
  nodeOf(graph, ownerOf(weightName.read(name, ['weights', name])));
  const weights = { ...graph.weights, [name]: entry };
  requireRoom('weights', Object.keys(weights).length);
  return { ...graph, weights };
}

/** Back to the default: the node type's scheme and a seed from the name. */
export function clearWeight(graph: Graph, name: string): Graph {
  if (!graph.weights || !Object.hasOwn(graph.weights, name)) return graph;
  const rest = without(graph.weights, name);
  return withKey(graph, 'weights', Object.keys(rest).length > 0 ? rest : undefined);
}

/** Blank takes the title away. */
export function setTitle(graph: Graph, title: string): Graph {
  return withKey(graph, 'title', title.trim() === '' ? undefined : label.read(title.trim(), ['title']));
}

/** Markdown; blank takes it away. */
export function setDescription(graph: Graph, description: string): Graph {
  return withKey(graph, 'description', description.trim() === '' ? undefined : description);
}

/** Words in the order of their ids; undefined takes the vocabulary away. */
export function setVocabulary(graph: Graph, name: string, words: readonly string[] | undefined): Graph {
  const { vocabularies = {} } = graph;
  if (words === undefined) {
    const rest = without(vocabularies, name);
    return withKey(graph, 'vocabularies', Object.keys(rest).length > 0 ? rest : undefined);
  }
  const path = ['vocabularies', name];
  if (name === '__proto__') throw new GraphError('unsafe-key', path, 'is a name that no graph may use: choose another');
  const entry = [label.read(name, path), vocabulary.read([...words], path)];
  return { ...graph, vocabularies: { ...vocabularies, ...Object.fromEntries([entry]) } };
}
