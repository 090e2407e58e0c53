// Wires judged before they are drawn.
import { expect, test } from 'vitest';
import { checkOptions, node, ports, wires } from '../testing/build';
import { loopOf } from '../testing/loopGraphs';
import { checkGraph } from './check';
import { fit as judgeWire } from './fit';

const graph = {
  nodes: [
    node(
      'x',
      'tensor',
      {
        values: [
          [1, 2, 3],
          [4, 5, 6],
        ],
      },
      { label: 'Inputs' },
    ),
    node('query', 'linear', { features: 2 }, { label: 'Query' }),
    node('key', 'linear', { features: 3 }, { label: 'Key' }),
    node('score', 'score'),
    node('softmax', 'softmax'),
    node('sum', 'add'),
    node('table', 'embedding', { width: 2 }),
    node('loss', 'cross-entropy'),
  ],
  edges: wires('x.out > query.x', 'x.out > key.x', 'query.out > score.query', 'score.scores > softmax.scores'),
};
const options = checkOptions();
const checked = checkGraph(graph, options);
const judge = (from: string, to: string) => {
  const [node, port] = from.split('.') as [string, string];
  const [target, targetPort] = to.split('.') as [string, string];
  return judgeWire(checked, options, { node, port }, { node: target, port: targetPort });
};

test('a wire that fits is let through, also where another input is still free', () => {
  expect(judge('query.out', 'score.key').fits).toBe(true);
  expect(judge('x.out', 'sum.a').fits).toBe(true);
  expect(judge('x.out', 'softmax.scores').fits).toBe(true);
  // The free one takes ids.
  expect(judge('query.out', 'loss.logits').fits).toBe(true);
});

test('a width that clashes is refused with both ports, both shapes and both sizes', () => {
  const judged = judge('key.out', 'score.key');
  expect(judged).toMatchObject({
    fits: false,
    problem: { message: 'Score needs rows of equal width', clash: ['2', '3'] },
  });
  if (judged.fits) return;
  expect(judged.problem.detail).toContain('Key · out is T × 3 = 2 × 3');
  expect(judged.problem.detail).toContain('beside query T × 2 = 2 × 2');
});

test('too few axes are refused', () => {
  const flat = { ...graph, nodes: [...graph.nodes, node('v', 'tensor', { values: [1, 2] })] };
  const judged = judgeWire(
    checkGraph(flat, options),
    options,
    { node: 'v', port: 'out' },
    { node: 'softmax', port: 'scores' },
  );
  expect(judged).toMatchObject({ fits: false, problem: { code: 'shape' } });
});

test('a circle is refused before it is closed', () => {
  expect(judge('softmax.weights', 'query.x')).toMatchObject({ fits: false, problem: { code: 'cycle' } });
  expect(judge('sum.out', 'sum.a')).toMatchObject({ fits: false, problem: { code: 'cycle' } });
});

test('a node that itself waits says nothing against a wire into it', () => {
  expect(judge('x.out', 'table.tokens')).toBeDefined();
});

test('measurements do not fit a port for ids, but whole numbers that were typed do', () => {
  expect(judge('x.out', 'table.tokens').fits).toBe(true);
  expect(judge('query.out', 'table.tokens')).toMatchObject({
    fits: false,
    problem: { message: 'tokens takes token ids, but gets measurements' },
  });
});

test('nothing clashes with a port that is still free', () => {
  const empty = { ...graph, nodes: [...graph.nodes, node('product', 'matmul'), node('again', 'score')] };
  const now = checkGraph(empty, options);
  for (const port of ['product.a', 'product.b', 'again.query', 'again.key']) {
    const [target, own] = port.split('.') as [string, string];
    expect(judgeWire(now, options, { node: 'x', port: 'out' }, { node: target, port: own })).toEqual({ fits: true });
  }
});

test('a container takes what its inside can work with, and its far wall what can be carried to the next step', () => {
  const loop = {
    nodes: [
      ...graph.nodes,
      node('start', 'tensor', { values: [[0, 0]] }),
      ...loopOf({
        takes: ports(['x', 'sequence'], ['h', 'state']),
        inside: [node('cell', 'rnn-cell', { units: 2 }), node('wide', 'linear', { features: 5 })],
        gives: ports(['h', 'state']),
      }),
    ],
    edges: wires('start.out > loop.h', 'in.x > cell.x', 'in.x > wide.x', 'in.h > cell.hidden', 'cell.hidden > out.h'),
  };
  const now = checkGraph(loop, options);
  const judgeIn = (at: typeof now, from: string, node: string, port: string) =>
    judgeWire(at, options, { node: from, port: from === 'cell' ? 'hidden' : 'out' }, { node, port });
  expect(judgeIn(now, 'x', 'loop', 'x')).toEqual({ fits: true });
  expect(judgeIn(now, 'x', 'loop', 'h')).toMatchObject({ fits: true });
  const running = checkGraph(
    { ...loop, edges: [...loop.edges, ...wires('x.out > loop.x').map((e) => ({ ...e, id: 'x' }))] },
    options,
  );
  expect(running.problems.filter(({ node }) => ['loop', 'cell', 'out'].includes(node))).toEqual([]);
  expect(judgeIn(running, 'cell', 'out', 'h')).toEqual({ fits: true });
  expect(judgeIn(running, 'wide', 'out', 'h')).toMatchObject({ fits: false, problem: { node: 'loop', code: 'shape' } });
  expect(judgeIn(running, 'x', 'loop', 'h')).toMatchObject({ fits: false, problem: { code: 'shape' } });
});
