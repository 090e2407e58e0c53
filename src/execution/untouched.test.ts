// A check that leaves out what an edit cannot have changed says what a check of everything says.
import { expect, test } from 'vitest';
import type { Graph, GraphNode } from '../graph/graph';
import { queriedWords } from '../testing/attentionGraphs';
import { checkOptions, node, wires } from '../testing/build';
import { checkGraph } from './check';

const square = (n: number, of = 1) => ({ shape: [n, n], data: new Array(n * n).fill(of) });

const attention: Graph = {
  ...queriedWords({
    text: { vocabulary: 'words' },
    query: { features: 4, bias: false },
    key: { features: 4, bias: false },
  }),
  vocabularies: { words: ['the', 'cat', 'sat', 'dog'] },
  weights: { 'query.weight': square(4), 'key.weight': square(4) },
};

const outer = { parent: 'outer' };
const stack = { parent: 'stack' };
const walls = (name: string, inside: { parent: string }) => [
  node(`${name}-in`, 'inputs', { ports: [{ name: 'x', kind: 'value' }] }, inside),
  node(`${name}-out`, 'outputs', { ports: [{ name: 'x', kind: 'value' }] }, inside),
];

/** A stack of two copies in a block, beside a node of the block's own. */
const contained: Graph = {
  nodes: [
    node('text', 'text', { text: 'the cat sat' }),
    node('inputs', 'embedding', { width: 4 }),
    node('outer', 'block'),
    ...walls('outer', outer),
    node('first', 'linear', { features: 4, bias: false }, outer),
    node('stack', 'block', { times: 2 }, outer),
    ...walls('stack', stack),
    node('copied', 'linear', { features: 4, bias: false }, stack),
    node('shift', 'tensor', { values: [[1, 2, 3, 4]] }, stack),
    node('sum', 'add', {}, stack),
    node('last', 'linear', { features: 2 }),
  ],
  edges: wires(
    'text.tokens > inputs.tokens',
    'inputs.out > outer.x',
    'outer-in.x > first.x',
    'first.out > stack.x',
    'stack-in.x > copied.x',
    'copied.out > sum.a',
    'shift.out > sum.b',
    'sum.out > stack-out.x',
    'stack.x > outer-out.x',
    'outer.x > last.x',
  ),
  weights: { 'first.weight': square(4), 'copied[1].weight': square(4) },
};

/** Nothing but the weight says how many words there are. */
const open: Graph = {
  nodes: [node('ids', 'tensor', { values: [0, 2, 1] }), node('table', 'embedding', { width: 2 })],
  edges: wires('ids.out > table.tokens'),
  weights: { 'table.weight': { shape: [3, 2], data: [1, 2, 3, 4, 5, 6] } },
};

/** A text in a block whose words nothing outside of it shows. */
const spoken: Graph = {
  nodes: [
    node('block', 'block'),
    node('text', 'text', { text: 'the cat', vocabulary: 'words' }, { parent: 'block' }),
    node('table', 'embedding', { width: 2, vocabulary: 'words' }, { parent: 'block' }),
    node('out', 'outputs', { ports: [{ name: 'x', kind: 'value' }] }, { parent: 'block' }),
    node('last', 'linear', { features: 2 }),
  ],
  edges: wires('text.tokens > table.tokens', 'table.out > out.x', 'block.x > last.x'),
  vocabularies: { words: ['the', 'cat'] },
};

const changed = (graph: Graph, id: string, change: Partial<GraphNode>): Graph => ({
  ...graph,
  nodes: graph.nodes.map((one) => (one.id === id ? { ...one, ...change } : one)),
});
const weighted = (graph: Graph, weights: Graph['weights']): Graph => ({
  ...graph,
  weights: { ...graph.weights, ...weights },
});
const drawn = { scheme: 'normal', seed: 1 } as const;
const without = (graph: Graph, id: string): Graph => ({
  ...graph,
  nodes: graph.nodes.filter((node) => node.id !== id),
});

const EDITS: readonly (readonly [string, Graph, Graph])[] = [
  ['other numbers in a weight', attention, weighted(attention, { 'key.weight': square(4, 2) })],
  ['a weight of another shape', attention, weighted(attention, { 'key.weight': square(3) })],
  ['a weight that is drawn instead', attention, { ...attention, weights: { 'query.weight': square(4) } }],
  ['another width', attention, changed(attention, 'inputs', { params: { width: 5 } })],
  [
    'a longer text',
    attention,
    changed(attention, 'text', { params: { text: 'the cat sat sat', vocabulary: 'words' } }),
  ],
  ['other words', attention, changed(attention, 'text', { params: { text: 'the dog sat', vocabulary: 'words' } })],
  ['another vocabulary', attention, { ...attention, vocabularies: { words: ['sat', 'cat', 'the', 'dog'] } }],
  ['a word that is missing', attention, { ...attention, vocabularies: { words: ['the', 'cat', 'dog', 'mat'] } }],
  ['a muted node', attention, changed(attention, 'key', { mode: 'mute' })],
  ['a wire less', attention, { ...attention, edges: attention.edges.slice(1) }],
  ['a node less', attention, without(attention, 'text')],
  ['nodes in another order', attention, { ...attention, nodes: [...attention.nodes].reverse() }],
  ['numbers of a weight inside', contained, weighted(contained, { 'first.weight': square(4, 2) })],
  ['a weight inside that is given instead', contained, weighted(contained, { 'copied[0].weight': square(4) })],
  ['a weight inside of another shape', contained, weighted(contained, { 'first.weight': square(3) })],
  ['a weight of a copy of another shape', contained, weighted(contained, { 'copied[1].weight': square(3) })],
  ['another width inside', contained, changed(contained, 'first', { params: { features: 5, bias: false } })],
  ['a constant inside', contained, changed(contained, 'shift', { params: { values: [[1, 2, 3, 5]] } })],
  ['one copy more', contained, changed(contained, 'stack', { params: { times: 3 } })],
  ['another width before a container', contained, changed(contained, 'inputs', { params: { width: 5 } })],
  ['a muted node inside', contained, changed(contained, 'copied', { mode: 'mute' })],
  ['a muted container', contained, changed(contained, 'outer', { mode: 'mute' })],
  ['another port in a wall', contained, changed(contained, 'outer-out', { params: { ports: [] } })],
  ['a node inside less', contained, without(contained, 'shift')],
  ['a node inside more', contained, { ...contained, nodes: [...contained.nodes, node('free', 'softmax', {}, stack)] }],
  ['nodes inside in another order', contained, { ...contained, nodes: [...contained.nodes].reverse() }],
  ['another vocabulary inside', spoken, { ...spoken, vocabularies: { words: ['cat', 'the'] } }],
  ['other numbers where they say a size', open, weighted(open, { 'table.weight': square(2) })],
  ['a draw where numbers said a size', open, weighted(open, { 'table.weight': drawn })],
];

const said = (checked: ReturnType<typeof checkGraph>) => ({
  nodes: [...checked.nodes].map(([id, { status, key, problem, inputs, outputs, waitsFor, source }]) => {
    const constants = Object.entries(source?.constants ?? {}).map(([name, { data }]) => [name, [...data]]);
    return { id, status, key, problem, inputs, outputs, waitsFor, constants };
  }),
  problems: checked.problems,
  sizes: checked.sizes,
});

test.each(EDITS)('%s', (_what, graph, edited) => {
  const options = checkOptions();
  const before = checkGraph(graph, options);
  expect(before.problems).toEqual([]);
  // A copy has nothing that anybody could remember.
  const anew = checkGraph(structuredClone(edited), checkOptions());
  expect(said(checkGraph(edited, { ...options, before }))).toEqual(said(anew));
  // And back again.
  const after = checkGraph(edited, { ...options, before });
  expect(said(checkGraph(graph, { ...options, before: after }))).toEqual(said(before));
});

test('training checks the nodes of a graph that was only run anew', () => {
  const options = checkOptions();
  const shown = checkGraph(attention, options);
  const trained = checkGraph(attention, { ...options, before: shown, mode: { training: true } });
  expect(trained.nodes.get('query')?.key).not.toBe(shown.nodes.get('query')?.key);
});

test.each([
  ['other numbers in a weight', attention, { 'key.weight': square(4, 2) }],
  ['weights given that were drawn', contained, { 'first.weight': square(4, 2), 'copied[0].weight': square(4) }],
  ['weights drawn that were given', contained, { 'first.weight': drawn, 'copied[1].weight': drawn }],
])('%s check no node again', (_what, graph, weights) => {
  const options = checkOptions();
  const before = checkGraph(graph, options);
  expect(checkGraph(weighted(graph, weights), { ...options, before }).nodes).toBe(before.nodes);
});

test('an edit inside a container checks nothing beside it, and of its inside only what follows', () => {
  const options = checkOptions();
  const before = checkGraph(contained, options);
  const after = checkGraph(changed(contained, 'shift', { params: { values: [[1, 2, 3, 5]] } }), { ...options, before });
  const again = contained.nodes.map(({ id }) => id).filter((id) => after.nodes.get(id) !== before.nodes.get(id));
  expect(again).toEqual(['outer', 'stack', 'shift']);
});
