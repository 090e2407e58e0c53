// Containers: what their inside sees, what comes out, and what is said when they do not fit.
import { expect, test } from 'vitest';
import type { Graph } from '../graph/graph';
import { float64Kernels } from '../kernels/float64';
import { check, node, ports, wires } from '../testing/build';
import { loopOf } from '../testing/loopGraphs';
import { Executor } from './executor';
import { gradientsOf } from './gradients';
import { Interner } from './keys';
import { showType } from './problem';

const never = { signal: new AbortController().signal, pause: async () => {} };

/** h = tanh(x Wx + h Wh) over a sequence of three rows, out of primitive nodes. */
const elman = (repeat: Record<string, unknown> = {}): Graph => ({
  nodes: [
    node('xs', 'tensor', {
      values: [
        [1, 0],
        [0, 1],
        [1, 1],
      ],
    }),
    node('start', 'tensor', { values: [[0.5, -0.5]] }),
    ...loopOf({
      params: repeat,
      takes: ports(['x', 'sequence'], ['h', 'state']),
      inside: [
        node('wx', 'linear', { features: 2, bias: false }),
        node('wh', 'linear', { features: 2, bias: false }),
        node('sum', 'add'),
        node('act', 'activation', { kind: 'tanh' }),
      ],
      gives: ports(['h', 'state'], ['y', 'sequence']),
    }),
  ],
  edges: wires(
    'xs.out > loop.x',
    'start.out > loop.h',
    'in.x > wx.x',
    'in.h > wh.x',
    'wx.out > sum.a',
    'wh.out > sum.b',
    'sum.out > act.x',
    'act.out > out.h',
    'act.out > out.y',
  ),
  weights: {
    'wx.weight': { shape: [2, 2], data: [0.1, 0.2, 0.3, 0.4] },
    'wh.weight': { shape: [2, 2], data: [0.5, -0.1, 0.2, 0.3] },
  },
});

function expected(rows: readonly (readonly [number, number])[], from: readonly [number, number]) {
  let h = from;
  return rows.map(([a, b]) => {
    h = [
      Math.tanh(a * 0.1 + b * 0.3 + h[0] * 0.5 + h[1] * 0.2),
      Math.tanh(a * 0.2 + b * 0.4 + h[0] * -0.1 + h[1] * 0.3),
    ];
    return h;
  });
}

async function run(graph: Graph) {
  const checked = check(graph);
  expect(checked.problems).toEqual([]);
  const kernels = float64Kernels();
  const executor = new Executor(kernels, new Interner());
  const runs = await executor.run(checked, never);
  const read = async (id: string, port: string) => [...((await executor.read(id, port))?.data ?? [])];
  return { checked, runs, read, executor, kernels };
}

test('a repeat gives every step and the last state, and shows what each node inside had', async () => {
  const steps = expected(
    [
      [1, 0],
      [0, 1],
      [1, 1],
    ],
    [0.5, -0.5],
  ).flat();
  const { checked, runs, read, executor, kernels } = await run(elman());
  expect(showType(checked.nodes.get('loop')?.outputs.y?.dims ?? [], checked.sizes)).toBe('T × 2 = 3 × 2');
  expect(showType(checked.nodes.get('wx')?.outputs.out?.dims ?? [], checked.sizes)).toBe('1 × 2');
  expect(runs.map(({ id }) => id)).toEqual(['xs', 'start', 'loop']);
  for (const [i, v] of steps.entries()) expect((await read('loop', 'y'))[i]).toBeCloseTo(v, 6);
  expect(await read('loop', 'h')).toEqual((await read('loop', 'y')).slice(4));
  expect((await read('loop', 'act.out')).length).toBe(6);
  executor.close();
  expect(kernels.stats().live).toBe(0);
});

test('backwards it starts with the last step and gives its outputs in the order of the input', async () => {
  const { read } = await run(elman({ direction: 'backward' }));
  const steps = expected(
    [
      [1, 1],
      [0, 1],
      [1, 0],
    ],
    [0.5, -0.5],
  )
    .reverse()
    .flat();
  for (const [i, v] of steps.entries()) expect((await read('loop', 'y'))[i]).toBeCloseTo(v, 6);
});

test('a padded step leaves the state as it was', async () => {
  const graph = elman();
  const padded = {
    ...graph,
    nodes: [...graph.nodes, node('valid', 'tensor', { values: [1, 0, 1] })],
    edges: [...graph.edges, ...wires('valid.out > loop.valid').map((e) => ({ ...e, id: 'valid' }))],
  };
  const { read } = await run(padded);
  const [, last] = expected(
    [
      [1, 0],
      [1, 1],
    ],
    [0.5, -0.5],
  ) as [unknown, [number, number]];
  for (const [i, v] of last.entries()) expect((await read('loop', 'h'))[i]).toBeCloseTo(v, 6);
});

test('gradients flow through the loop to the weights inside', async () => {
  const graph = elman();
  const grads = await gradientsOf(check(graph), float64Kernels(), 'loop.y');
  const loss = (w: number): number => {
    let h: [number, number] = [0.5, -0.5];
    let total = 0;
    for (const [a, b] of [
      [1, 0],
      [0, 1],
      [1, 1],
    ] as [number, number][]) {
      h = [
        Math.tanh(a * w + b * 0.3 + h[0] * 0.5 + h[1] * 0.2),
        Math.tanh(a * 0.2 + b * 0.4 + h[0] * -0.1 + h[1] * 0.3),
      ];
      total += h[0] + h[1];
    }
    return total;
  };
  expect(Object.keys(grads).sort()).toEqual(['start.out', 'wh.weight', 'wx.weight', 'xs.out']);
  expect(grads['wx.weight']?.data[0]).toBeCloseTo((loss(0.1 + 1e-5) - loss(0.1 - 1e-5)) / 2e-5, 5);
});

const without = (graph: Graph, edge: string): Graph => ({
  ...graph,
  edges: graph.edges.filter(
    ({ sourcePort, source, target, targetPort }) => `${source}.${sourcePort} > ${target}.${targetPort}` !== edge,
  ),
});

test.each([
  ['an unwired start of a state', without(elman(), 'start.out > loop.h'), 'loop', 'nothing is wired to h'],
  ['a port of the far wall left free', without(elman(), 'act.out > out.h'), 'out', 'nothing is wired to h'],
  ['zero steps', elman({ steps: 0 }), 'loop', 'steps is 0, but must be at least 1'],
])('%s is said at the node, and the rest runs', (_what, graph, id, message) => {
  const { problems, nodes } = check(graph);
  expect(problems.map((p) => [p.node, p.message])).toEqual([[id, message]]);
  expect(nodes.get('xs')?.status).toBe('ready');
});

test('a state whose shape changes from step to step is said with both shapes', () => {
  const graph = elman();
  const wide = {
    ...graph,
    nodes: graph.nodes.map((n) => (n.id === 'start' ? { ...n, params: { values: [[1, 2, 3]] } } : n)),
  };
  const { problems } = check({ ...wide, weights: {} });
  expect(problems).toMatchObject([{ node: 'loop', code: 'shape' }]);
  expect(problems[0]?.message).toContain('state');
});

test('a wire through a wall is said where it ends', () => {
  const graph = elman();
  const crossing = { ...without(graph, 'in.x > wx.x') };
  const { problems } = check({
    ...crossing,
    edges: [...crossing.edges, ...wires('xs.out > wx.x').map((e) => ({ ...e, id: 'x' }))],
  });
  expect(problems).toMatchObject([{ node: 'wx', code: 'wall' }]);
});

test('sequences of different length are refused with both lengths', () => {
  const graph = elman();
  const second = ports(['x', 'sequence'], ['z', 'sequence'], ['h', 'state']);
  const { problems } = check({
    ...graph,
    nodes: [
      ...graph.nodes.map((n) => (n.id === 'in' ? { ...n, params: second } : n)),
      node('short', 'tensor', {
        values: [
          [1, 2],
          [3, 4],
        ],
      }),
    ],
    edges: [...graph.edges, ...wires('short.out > loop.z').map((e) => ({ ...e, id: 'z' }))],
  });
  expect(problems).toMatchObject([{ node: 'loop', clash: ['3', '2'] }]);
});

/** A feed-forward layer of width 2 inside a block. */
const stackedBlock = (times: number): Graph => ({
  nodes: [
    node('x', 'tensor', { values: [[1, 2]] }),
    node('block', 'block', { times }),
    node('in', 'inputs', ports(['x', 'value']), { parent: 'block' }),
    node('ff', 'linear', { features: 2, bias: false }, { parent: 'block' }),
    node('out', 'outputs', ports(['x', 'value']), { parent: 'block' }),
  ],
  edges: wires('x.out > block.x', 'in.x > ff.x', 'ff.out > out.x'),
  weights:
    times === 1
      ? { 'ff.weight': { shape: [2, 2], data: [2, 0, 0, 3] } }
      : {
          'ff[0].weight': { shape: [2, 2], data: [2, 0, 0, 3] },
          'ff[1].weight': { shape: [2, 2], data: [0, 1, 1, 0] },
        },
});

test('a block is what it holds, and every copy of a stacked one has weights of its own', async () => {
  expect(await (await run(stackedBlock(1))).read('block', 'x')).toEqual([2, 6]);
  const { read } = await run(stackedBlock(2));
  expect(await read('block', 'x')).toEqual([6, 2]);
  expect(await read('block', 'ff.out')).toEqual([2, 6, 6, 2]);
});

test('a decoder feeds its own word back, or reads the target', async () => {
  const words = { vocabularies: { words: ['<start>', 'a', 'b', '<end>'] } };
  const graph = (feedback: string): Graph => ({
    ...words,
    nodes: [
      node('target', 'text', { text: '<start> b b', vocabulary: 'words' }),
      ...loopOf({
        params: { feedback },
        takes: ports(['word', 'feedback']),
        inside: [
          node('table', 'embedding', { width: 4, vocabulary: 'words' }),
          node('pick', 'decode', { vocabulary: 'words' }),
        ],
        gives: ports(['word', 'feedback'], ['said', 'sequence']),
      }),
    ],
    edges: wires(
      'target.tokens > loop.word',
      'in.word > table.tokens',
      'table.out > pick.logits',
      'pick.tokens > out.word',
      'pick.tokens > out.said',
    ),
    // Row i says which word follows word i.
    weights: { 'table.weight': { shape: [4, 4], data: [0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1] } },
  });
  expect(await (await run(graph('own'))).read('loop', 'said')).toEqual([1, 2, 3]);
  expect(await (await run(graph('target'))).read('loop', 'said')).toEqual([1, 3, 3]);
});
