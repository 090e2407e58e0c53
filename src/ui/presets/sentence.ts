// The sentences of the notes in the place of a preset's tokens, with drawn embeddings, and the published tokens back. Pure edits.
import { drawWeight } from '../../graph/editDocument';
import { setParam } from '../../graph/editNodes';
import type { Graph, GraphNode } from '../../graph/graph';
import { ownerOf } from '../../graph/weights';
import { nodeType } from '../../nodes/registry';

export const SENTENCE = 'The cat that was sitting on the mat, which was next to the dog, jumped.';
export const STATION = 'Harry Potter went to station number 93 by 4';
const SEED = 2017;

/** A preset opens with a sentence that its description quotes; those of one group all open with theirs. */
const QUOTED: readonly string[] = [STATION, SENTENCE];
const OF_GROUP: Readonly<Record<string, string>> = { attention: SENTENCE };

/** The sentence that a preset offers, if it does. */
export function sentenceOf({ description = '', preset }: Graph): string | undefined {
  if (!preset) return undefined;
  return QUOTED.find((sentence) => description.includes(sentence)) ?? OF_GROUP[preset.group];
}

interface Tokens {
  /** The node that is written in, and the name of the param that holds its text. */
  readonly source: GraphNode;
  readonly param: string;
  /** The nodes that the tokens go to. */
  readonly readers: readonly GraphNode[];
  /** Weights with a row for every word: those of the readers. */
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
    return {
      source,
      param,
      readers: nodes.filter(({ id }) => targets.has(id)),
      weights: Object.keys(weights).filter((name) => targets.has(ownerOf(name))),
    };
  }
  return undefined;
}

const settingOf = ({ type, params }: GraphNode, name: string): unknown =>
  params?.[name] ?? nodeType(type)?.params[name]?.default;

/** Settings that name a list of the graph, such as its vocabulary. */
const namesOf = ({ type }: GraphNode): string[] =>
  Object.entries(nodeType(type)?.params ?? {}).flatMap(([name, { control }]) => (control === 'name' ? [name] : []));

/** Both may say what a default says in words of its own: nothing is written that is so already. */
function setName(graph: Graph, id: string, name: string, value: unknown): Graph {
  const node = graph.nodes.find((one) => one.id === id);
  return !node || settingOf(node, name) === value ? graph : setParam(graph, id, name, value);
}

export type TokenState = 'sentence' | 'other' | 'none';

/** Whether a graph reads its sentence now, other tokens, or has none to read. */
export function tokenState(graph: Graph): TokenState {
  const tokens = tokensOf(graph);
  const sentence = sentenceOf(graph);
  if (!tokens || sentence === undefined) return 'none';
  return settingOf(tokens.source, tokens.param) === sentence ? 'sentence' : 'other';
}

/** The graph reading its sentence with the words of that as the vocabulary, and its table of embeddings drawn from a seed. */
export function withSentence(graph: Graph): Graph {
  const tokens = tokensOf(graph);
  const sentence = sentenceOf(graph);
  if (!tokens || sentence === undefined) return graph;
  const read = [tokens.source, ...tokens.readers].reduce(
    (edited, node) => namesOf(node).reduce((now, name) => setName(now, node.id, name, ''), edited),
    setParam(graph, tokens.source.id, tokens.param, sentence),
  );
  return tokens.weights.reduce((edited, name) => drawWeight(edited, name, { scheme: 'normal', seed: SEED }), read);
}

/** The graph reading the tokens of `published` again, with that graph's embeddings. */
export function withPublished(graph: Graph, published: Graph): Graph {
  const [now, before] = [tokensOf(graph), tokensOf(published)];
  if (!now || !before) return graph;
  const there = new Set(graph.nodes.map(({ id }) => id));
  const named = [{ ...before.source, id: now.source.id }, ...before.readers.filter(({ id }) => there.has(id))];
  const read = named.reduce(
    (edited, node) => namesOf(node).reduce((one, name) => setName(one, node.id, name, settingOf(node, name)), edited),
    setParam(graph, now.source.id, now.param, settingOf(before.source, before.param)),
  );
  const weights = Object.entries(published.weights ?? {}).filter(([name]) => before.weights.includes(name));
  const back = weights.filter(([name]) => there.has(ownerOf(name)));
  return back.length === 0 ? read : { ...read, weights: { ...read.weights, ...Object.fromEntries(back) } };
}
