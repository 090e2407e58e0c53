// Gradients of values inside loops and stacks, at every step: the same as those of the graph drawn out step by step.
import { expect, test } from 'vitest';
import type { Graph, GraphNode } from '../graph/graph';
import { float64Kernels } from '../kernels/float64';
import { check, node, ports, wires } from '../testing/build';
import { loopOf } from '../testing/loopGraphs';
import { systems } from '../testing/systemChecks';
import { backwardOf, type Gradients, runBackward } from './gradients';

const gradients = async (graph: Graph, port: string): Promise<Gradients> => {
  const checked = check(graph);
  expect(checked.problems).toEqual([]);
  return runBackward(backwardOf(checked, port, { ports: true }), checked, float64Kernels());
};

const input = node('x', 'tensor', {
  values: [
    [0.3, -0.2],
    [0.9, 0.4],
    [-0.5, 0.1],
  ],
});
const start = node('start', 'tensor', { values: [[0.1, 0.2]] });
const seeds = (id: string) =>
  Object.fromEntries(
    ['weight_x', 'weight_h', 'bias_x', 'bias_h'].map((own, seed) => [
      `${id}.${own}`,
      { scheme: 'torch-rnn' as const, seed },
    ]),
  );

/** A cell that runs inside a loop, with an activation after it. */
const loop: Graph = {
  nodes: [
    input,
    start,
    ...loopOf({
      takes: ports(['x', 'sequence'], ['h', 'state']),
      inside: [node('cell', 'rnn-cell', { units: 2 }), node('act', 'activation', { kind: 'gelu' })],
      gives: ports(['y', 'sequence'], ['h', 'state']),
    }),
  ],
  edges: wires(
    'x.out > loop.x',
    'start.out > loop.h',
    'in.x > cell.x',
    'in.h > cell.hidden',
    'cell.hidden > act.x',
    'act.out > out.y',
    'cell.hidden > out.h',
  ),
  weights: seeds('cell'),
};

/** The same cell three times in a row, with the weights of one. */
function drawnOut(): Graph {
  const steps = [0, 1, 2];
  const nodes = steps.flatMap((k): GraphNode[] => [
    node(`x${k}`, 'slice', { axis: 0, start: k, end: k + 1 }),
    node(`cell${k}`, 'rnn-cell', { units: 2 }),
    node(`act${k}`, 'activation', { kind: 'gelu' }),
  ]);
  const edges = steps.flatMap((k) => [
    `x.out > x${k}.x`,
    `x${k}.out > cell${k}.x`,
    `${k === 0 ? 'start.out' : `cell${k - 1}.hidden`} > cell${k}.hidden`,
    `cell${k}.hidden > act${k}.x`,
    `act${k}.out > joined.inputs`,
  ]);
  return {
    nodes: [input, start, ...nodes, node('joined', 'concat', { axis: 0 })],
    edges: wires(...edges),
    weights: Object.assign({}, ...steps.map((k) => seeds(`cell${k}`))),
  };
}

test('every value inside a loop has its gradient at every step', async () => {
  const [looped, flat] = [await gradients(loop, 'loop.y'), await gradients(drawnOut(), 'joined.out')];
  const hidden = looped.ports['cell.hidden'];
  expect(hidden?.shape).toEqual([3, 1, 2]);
  const steps = [0, 1, 2].flatMap((k) => [...(flat.ports[`cell${k}.hidden`]?.data ?? [])]);
  steps.forEach((cell, i) => {
    expect(hidden?.data[i]).toBeCloseTo(cell, 6);
  });
  expect(looped.ports['act.out']?.data).toEqual(new Float32Array(6).fill(1));
  expect(looped.ports['x.out']?.data).toEqual(looped.weights['x.out']?.data);
  const parts = [0, 1, 2].map((k) => flat.weights[`cell${k}.weight_h`]?.data[0] ?? Number.NaN);
  expect(looped.weights['cell.weight_h']?.data[0]).toBeCloseTo(
    parts.reduce((sum, part) => sum + part, 0),
    6,
  );
});

test('a stacked block keeps the gradients of its copies apart', async () => {
  const graph: Graph = {
    nodes: [
      start,
      node('twice', 'block', { times: 2 }),
      node('in', 'inputs', ports(['x', 'value']), { parent: 'twice' }),
      node('act', 'activation', { kind: 'tanh' }, { parent: 'twice' }),
      node('out', 'outputs', ports(['x', 'value']), { parent: 'twice' }),
    ],
    edges: wires('start.out > twice.x', 'in.x > act.x', 'act.out > out.x'),
  };
  const { ports: at } = await gradients(graph, 'twice.x');
  const [first, second] = [Math.tanh(Math.tanh(0.1)), 1];
  expect(at['act.out']?.shape).toEqual([2, 1, 2]);
  expect(at['act.out']?.data[0]).toBeCloseTo(1 - first ** 2, 6);
  expect(at['act.out']?.data[2]).toBeCloseTo(second, 6);
});

test.each([
  ['bahdanau-attention', 'loss.loss'],
  ['transformer', 'loss.loss'],
  ['gpt-block', 'loss.loss'],
])('%s: probes reach every value and change no gradient', async (name, loss) => {
  const graph = systems[name] as Graph;
  const checked = check(graph);
  const { ports, weights } = await gradients(graph, loss);
  const plain = await runBackward(backwardOf(checked, loss), checked, float64Kernels());
  expect(Object.keys(weights)).toEqual(Object.keys(plain.weights));
  for (const [weight, { data }] of Object.entries(plain.weights)) {
    const largest = data.reduce((most, cell) => Math.max(most, Math.abs(cell)), 1);
    const off = data.reduce(
      (most, cell, i) => Math.max(most, Math.abs(cell - (weights[weight]?.data[i] ?? Number.NaN))),
      0,
    );
    expect(off / largest, weight).toBeLessThan(1e-5);
  }
  // What says which tokens count decides, and is not differentiated.
  const floats = [...checked.nodes.values()].filter(
    ({ outputs, type }) =>
      !type?.boundary &&
      Object.entries(outputs).some(([own, { dtype }]) => dtype === 'float' && !own.startsWith('valid')),
  );
  const without = floats.filter(({ id, outputs }) => !Object.keys(outputs).some((own) => ports[`${id}.${own}`]));
  expect(without.map(({ id }) => id)).toEqual([]);
});
