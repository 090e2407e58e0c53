// A check that leaves out what an edit cannot have changed says what a check of everything says.
import { expect, test } from 'vitest';
import type { Graph, GraphNode } from '../graph/graph';
import { checkOptions, node, wires } from '../testing/build';
import { checkGraph } from './check';

const square = (n: number, of = 1) => ({ shape: [n, n], data: new Array(n * n).fill(of) });

const graph: Graph = {
  nodes: [
    node('text', 'text', { text: 'the cat sat', vocabulary: 'words' }),
    node('inputs', 'embedding', { width: 4 }),
    node('query', 'linear', { features: 4, bias: false }),
    node('key', 'linear', { features: 4, bias: false }),
    node('score', 'score'),
    node('softmax', 'softmax'),
  ],
  edges: wires(
    'text.tokens > inputs.tokens',
    'inputs.out > query.x',
    'inputs.out > key.x',
    'query.out > score.query',
    'key.out > score.key',
    'score.scores > softmax.scores',
  ),
  vocabularies: { words: ['the', 'cat', 'sat', 'dog'] },
  weights: { 'query.weight': square(4), 'key.weight': square(4) },
};

const changed = (id: string, change: Partial<GraphNode>): Graph => ({
  ...graph,
  nodes: graph.nodes.map((one) => (one.id === id ? { ...one, ...change } : one)),
});
const weighted = (weights: Graph['weights']): Graph => ({ ...graph, weights: { ...graph.weights, ...weights } });

const EDITS: Readonly<Record<string, Graph>> = {
  'other numbers in a weight': weighted({ 'key.weight': square(4, 2) }),
  'a weight of another shape': weighted({ 'key.weight': square(3) }),
  'a weight that is drawn instead': { ...graph, weights: { 'query.weight': square(4) } },
  'another width': changed('inputs', { params: { width: 5 } }),
  'a longer text': changed('text', { params: { text: 'the cat sat sat', vocabulary: 'words' } }),
  'other words': changed('text', { params: { text: 'the dog sat', vocabulary: 'words' } }),
  'another vocabulary': { ...graph, vocabularies: { words: ['sat', 'cat', 'the', 'dog'] } },
  'a word that is missing': { ...graph, vocabularies: { words: ['the', 'cat', 'dog', 'mat'] } },
  'a muted node': changed('key', { mode: 'mute' }),
  'a wire less': { ...graph, edges: graph.edges.slice(1) },
  'a node less': { ...graph, nodes: graph.nodes.filter(({ id }) => id !== 'text') },
  'nodes in another order': { ...graph, nodes: [...graph.nodes].reverse() },
};

const said = (checked: ReturnType<typeof checkGraph>) => ({
  nodes: [...checked.nodes].map(([id, { status, key, problem, inputs, outputs, waitsFor, source }]) => {
    const constants = Object.entries(source?.constants ?? {}).map(([name, { data }]) => [name, [...data]]);
    return { id, status, key, problem, inputs, outputs, waitsFor, constants };
  }),
  problems: checked.problems,
  sizes: checked.sizes,
});

test.each(Object.entries(EDITS))('%s', (_what, edited) => {
  const options = checkOptions();
  const before = checkGraph(graph, options);
  // A copy has nothing that anybody could remember.
  const anew = checkGraph(structuredClone(edited), checkOptions());
  expect(said(checkGraph(edited, { ...options, before }))).toEqual(said(anew));
  // And back again.
  const after = checkGraph(edited, { ...options, before });
  expect(said(checkGraph(graph, { ...options, before: after }))).toEqual(said(before));
});

test('training checks the nodes of a graph that was only run anew', () => {
  const options = checkOptions();
  const shown = checkGraph(graph, options);
  const trained = checkGraph(graph, { ...options, before: shown, mode: { training: true } });
  expect(trained.nodes.get('query')?.key).not.toBe(shown.nodes.get('query')?.key);
});

test('other numbers in a weight check no node again', () => {
  const options = checkOptions();
  const before = checkGraph(graph, options);
  const after = checkGraph(weighted({ 'key.weight': square(4, 2) }), { ...options, before });
  for (const { id } of graph.nodes) expect(after.nodes.get(id), id).toBe(before.nodes.get(id));
});
