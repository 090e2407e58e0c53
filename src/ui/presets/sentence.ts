// The sentence of the notes in the place of a preset's tokens, with drawn embeddings, and the published tokens back. Pure edits.
import { drawWeight } from '../../graph/editDocument';
import { setParam } from '../../graph/editNodes';
import type { Graph, GraphNode } from '../../graph/graph';
import { ownerOf } from '../../graph/weights';
import { nodeType } from '../../nodes/registry';

export const SENTENCE = 'The cat that was sitting on the mat, which was next to the dog, jumped.';
const SEED = 2017;

interface Tokens {
  /** The node that is written in, and the name of the param that holds its text. */
  readonly source: GraphNode;
  readonly param: string;
  /** Weights with a row for every word: those of the nodes that the tokens go to. */
  readonly weights: readonly string[];
}

/** Where a graph's tokens come from: the first node that gives tokens and is written in. */
function tokensOf({ nodes, edges, weights = {} }: Graph): Tokens | undefined {
  for (const source of nodes) {
    const type = nodeType(source.type);
    const givesTokens = Object.values(type?.outputs ?? {}).some(({ shows }) => shows === 'tokens');
    const param = Object.entries(type?.params ?? {}).find(([, { control }]) => control === 'long-text')?.[0];
    if (!givesTokens || param === undefined) continue;
    const targets = new Set(edges.filter((edge) => edge.source === source.id).map(({ target }) => target));
    return { source, param, weights: Object.keys(weights).filter((name) => targets.has(ownerOf(name))) };
  }
  return undefined;
}

const textOf = ({ source, param }: Tokens): unknown =>
  source.params?.[param] ?? nodeType(source.type)?.params[param]?.default;

export type TokenState = 'sentence' | 'other' | 'none';

/** Whether a graph reads the sentence now, other tokens, or no text at all. */
export function tokenState(graph: Graph): TokenState {
  const tokens = tokensOf(graph);
  if (!tokens) return 'none';
  return textOf(tokens) === SENTENCE ? 'sentence' : 'other';
}

/** The graph reading the sentence, its table of embeddings drawn from a seed. */
export function withSentence(graph: Graph): Graph {
  const tokens = tokensOf(graph);
  if (!tokens) return graph;
  const read = setParam(graph, tokens.source.id, tokens.param, SENTENCE);
  return tokens.weights.reduce((edited, name) => drawWeight(edited, name, { scheme: 'normal', seed: SEED }), read);
}

/** The graph reading the tokens of `published` again, with that graph's embeddings. */
export function withPublished(graph: Graph, published: Graph): Graph {
  const [now, before] = [tokensOf(graph), tokensOf(published)];
  if (!now || !before) return graph;
  const read = setParam(graph, now.source.id, now.param, textOf(before));
  const weights = Object.entries(published.weights ?? {}).filter(([name]) => before.weights.includes(name));
  const there = new Set(graph.nodes.map(({ id }) => id));
  const back = weights.filter(([name]) => there.has(ownerOf(name)));
  return back.length === 0 ? read : { ...read, weights: { ...read.weights, ...Object.fromEntries(back) } };
}
