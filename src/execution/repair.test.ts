// Repairs that are offered really mend.
import { expect, test } from 'vitest';
import type { Graph } from '../graph/graph';
import { checkOptions, node, wires } from '../testing/build';
import { checkGraph } from './check';
import { repairs, repairsForWire } from './repair';

const options = checkOptions();
const offered = (graph: Graph) => {
  const [problem] = checkGraph(graph, options).problems;
  if (!problem) throw new Error('nothing is wrong');
  return repairs(graph, problem, options);
};

const rows = {
  values: [
    [1, 2, 3],
    [4, 5, 6],
  ],
};
const heads: Graph = {
  nodes: [
    node('x', 'tensor', rows),
    node('query', 'linear', { features: 2 }, { label: 'Query' }),
    node('key', 'linear', { features: 3 }, { label: 'Key' }),
    node('score', 'score'),
  ],
  edges: wires('x.out > query.x', 'x.out > key.x', 'query.out > score.query', 'key.out > score.key'),
};

test('widths that differ: set the one drawn last, the other, or use a kind that allows it', () => {
  expect(offered(heads).map(({ label }) => label)).toEqual([
    'Set Key features to 2',
    'Set Query features to 3',
    'Use kind general',
  ]);
  for (const { change } of offered(heads)) expect(checkGraph(change(heads), options).problems).toEqual([]);
});

test('a refused wire comes with repairs that draw it', () => {
  const without = { ...heads, edges: heads.edges.slice(0, 3) };
  const ends = { source: 'key', sourcePort: 'out', target: 'score', targetPort: 'key' };
  const [first] = repairsForWire(without, ends, options);
  expect(first?.label).toBe('Set Key features to 2');
  const mended = first?.change(without) as Graph;
  expect(mended.edges).toHaveLength(4);
  expect(checkGraph(mended, options).problems).toEqual([]);
});

test('a matrix that lies the wrong way is offered a Transpose', () => {
  const graph: Graph = {
    nodes: [node('x', 'tensor', rows), node('y', 'tensor', rows), node('product', 'matmul')],
    edges: wires('x.out > product.a', 'y.out > product.b'),
  };
  expect(offered(graph)[0]?.label).toBe('Insert Transpose before b');
});

test('heads that do not divide are offered the nearest number that does', () => {
  const graph: Graph = {
    nodes: [node('x', 'tensor', rows), node('split', 'split-heads', { heads: 2 })],
    edges: wires('x.out > split.x'),
  };
  expect(offered(graph).map(({ label }) => label)).toContain('Set heads to 3');
});

test('a value out of range is offered the nearest one inside', () => {
  const graph: Graph = {
    nodes: [node('text', 'text'), node('e', 'embedding', { width: 0 })],
    edges: wires('text.tokens > e.tokens'),
  };
  expect(offered(graph)[0]?.label).toBe('Set width to 1');
});

test('a circle is offered the removal of the wire that closed it', () => {
  const graph: Graph = {
    nodes: [node('a', 'activation', {}, { label: 'First' }), node('b', 'activation', {}, { label: 'Second' })],
    edges: wires('a.out > b.x', 'b.out > a.x'),
  };
  const [first] = offered(graph);
  expect(first?.label).toBe('Remove the wire from Second to First');
  const cut = checkGraph(first?.change(graph) as Graph, options);
  expect(cut.problems.filter(({ code }) => code === 'cycle')).toEqual([]);
});
