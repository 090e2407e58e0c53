// What a person is told about a graph before anything runs.
import { expect, test } from 'vitest';
import type { Graph, GraphNode } from '../graph/graph';
import { queriedWords } from '../testing/attentionGraphs';
import { check, checkOptions, node, ports, wires } from '../testing/build';
import { checkGraph } from './check';
import { showType } from './problem';

const attention = queriedWords({ query: { features: 2 }, key: { features: 3 } });

test('a wire shows its symbolic and its concrete shape before anything runs', () => {
  const { nodes, sizes } = check(attention);
  const shown = (id: string, port: string) => showType(nodes.get(id)?.outputs[port]?.dims ?? [], sizes);
  expect(shown('inputs', 'out')).toBe('T × d = 3 × 4');
  expect(shown('query', 'out')).toBe('T × 2 = 3 × 2');
});

test('widths that differ are said at the node with both shapes and the sizes that clash, and what follows waits', () => {
  const { nodes, problems } = check(attention);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({
    node: 'score',
    code: 'shape',
    message: 'Score needs rows of equal width',
    detail: 'query is T × 2 = 3 × 2 and key is T × 3 = 3 × 3.',
    ports: ['query', 'key'],
    clash: ['2', '3'],
  });
  expect(nodes.get('softmax')).toMatchObject({ status: 'waiting', waitsFor: ['score'] });
  expect(nodes.get('key')?.status).toBe('ready');
});

test('the nodes of a cycle are named and marked, and the rest is ready', () => {
  const { nodes, problems } = check({
    nodes: [node('a', 'activation', {}, { label: 'First' }), node('b', 'activation'), node('alone', 'tensor')],
    edges: wires('a.out > b.x', 'b.out > a.x'),
  });
  expect(problems.map(({ node: id, code }) => [id, code])).toEqual([
    ['a', 'cycle'],
    ['b', 'cycle'],
  ]);
  expect(problems[0]?.detail).toContain('First → b → First');
  expect(nodes.get('alone')?.status).toBe('ready');
});

test.each([
  ['an empty text', node('n', 'text', { text: ' ' }), 'the text is empty: type at least one word'],
  ['a width of 0', node('n', 'embedding', { width: 0 }), 'width is 0, but must be at least 1'],
  ['an unwired input', node('n', 'softmax'), 'nothing is wired to scores'],
  ['an unknown type', node('n', 'from-a-later-release'), 'This version knows no node type "from-a-later-release"'],
])('%s is said at the node, and nothing else stops', (_what, bad, message) => {
  const { nodes, problems } = check({ nodes: [bad, node('other', 'tensor')], edges: [] });
  expect(problems.map((p) => p.message)).toEqual([message]);
  expect(nodes.get('other')?.status).toBe('ready');
});

test('heads that do not divide the width are said with both numbers', () => {
  const { problems } = check({
    nodes: [node('x', 'tensor', { values: [[1, 2, 3]] }), node('heads', 'split-heads', { heads: 2 })],
    edges: wires('x.out > heads.x'),
  });
  expect(problems[0]?.message).toMatch(/width of d = 3 .* 2 heads/);
});

test('a value over the limit is refused before it runs, with the figure', () => {
  const { problems } = check({
    nodes: [
      node('text', 'text', { text: 'a b c d' }),
      node('inputs', 'embedding', { width: 65_536 }),
      node('wide', 'linear', { features: 65_536 }),
    ],
    edges: wires('text.tokens > inputs.tokens', 'inputs.out > wide.x'),
  });
  expect(problems[0]).toMatchObject({ node: 'wide', code: 'limit' });
  expect(problems[0]?.detail).toContain('4,294,967,296');
});

test('ids of a plain tensor must lie inside the table they are looked up in', () => {
  const graph = (ids: readonly number[]) => ({
    nodes: [node('ids', 'tensor', { values: ids }), node('table', 'embedding', { width: 1 })],
    edges: wires('ids.out > table.tokens'),
    weights: { 'table.weight': { shape: [3, 1], data: [1, 2, 3] } },
  });
  expect(check(graph([0, 2])).problems).toEqual([]);
  expect(check(graph([0, 3])).problems[0]).toMatchObject({
    node: 'table',
    message: '3 is not an id that tokens can take',
  });
  expect(check(graph([0.5, 1])).problems[0]).toMatchObject({ node: 'table' });
});

test('two texts have sizes of their own, and equal lengths by accident do not merge', () => {
  const graph = (second: string) => ({
    nodes: [
      node('a', 'text', { text: 'one two' }),
      node('b', 'text', { text: second }),
      node('x', 'embedding', { width: 2 }),
      node('y', 'embedding', { width: 2 }),
      node('sum', 'add'),
    ],
    edges: wires('a.tokens > x.tokens', 'b.tokens > y.tokens', 'x.out > sum.a', 'y.out > sum.b'),
  });
  const { nodes } = check(graph('drei vier'));
  expect(nodes.get('x')?.outputs.out?.dims[0]).toBe('T');
  expect(nodes.get('y')?.outputs.out?.dims[0]).toBe('S');
  expect(nodes.get('sum')?.status).toBe('ready');
  const options = checkOptions();
  checkGraph(graph('drei vier'), options);
  expect(checkGraph(graph('drei vier fünf'), options).nodes.get('sum')?.problem?.clash).toEqual(['2', '3']);
});

test('a bypassed node hands its input on, and a muted one stops what needs it', () => {
  const graph = (mode: 'bypass' | 'mute') => ({
    nodes: [
      node('x', 'tensor', { values: [[1, 2]] }),
      node('act', 'activation', {}, { mode }),
      node('next', 'activation'),
    ],
    edges: wires('x.out > act.x', 'act.out > next.x'),
  });
  expect(check(graph('bypass')).nodes.get('next')?.status).toBe('ready');
  const muted = check(graph('mute'));
  expect(muted.nodes.get('act')?.status).toBe('muted');
  expect(muted.nodes.get('next')).toMatchObject({ status: 'waiting', waitsFor: ['act'] });
  expect(muted.problems).toEqual([]);
});

test('nodes about which nothing changed keep their identity from one check to the next', () => {
  const options = checkOptions();
  const before = checkGraph(attention, options);
  const edited = {
    ...attention,
    nodes: attention.nodes.map((n) => (n.id === 'key' ? { ...n, params: { features: 2 } } : n)),
  };
  const after = checkGraph(edited, { ...options, before });
  expect(after.nodes.get('query')).toBe(before.nodes.get('query'));
  expect(after.nodes.get('score')?.status).toBe('ready');
});

const stacked = (more: Partial<GraphNode>, ...wired: string[]): Graph => ({
  nodes: [
    node('x', 'tensor', { values: [[1, 2]] }),
    node('stack', 'block', {}, more),
    node('in', 'inputs', ports(['x', 'value']), { parent: 'stack' }),
    node('layer', 'linear', { features: 2 }, { parent: 'stack' }),
    node('shift', 'tensor', { values: [[1, 2]] }, { parent: 'stack' }),
    node('out', 'outputs', ports(['x', 'value']), { parent: 'stack' }),
  ],
  edges: wires(...wired, 'in.x > layer.x', 'layer.out > out.x'),
});

test('what lies in a container that is muted, waits for itself or is of no known type is there and does not run', () => {
  const statuses = (graph: Graph): string[] =>
    [...check(graph).nodes.values()].map(({ id, status }) => `${id} ${status}`);
  const muted = ['x ready', 'in muted', 'layer muted', 'out muted', 'shift muted', 'stack muted'];
  expect(statuses(stacked({ mode: 'mute' }, 'x.out > stack.x')).sort()).toEqual(muted.sort());
  expect(statuses(stacked({}, 'stack.x > stack.x'))).toEqual(
    expect.arrayContaining(['stack problem', 'layer waiting']),
  );
  expect(statuses(stacked({ type: 'none' }))).toEqual(expect.arrayContaining(['stack problem', 'layer waiting']));
  // Nothing is said of what somebody silenced.
  expect(check({ ...stacked({ mode: 'mute' }), edges: [] }).problems).toEqual([]);
});
