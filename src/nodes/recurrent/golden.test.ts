// The recurrent cells, step by step in a loop, against PyTorch's layers: values and gradients through time on every backend.
import { afterAll, expect, it } from 'vitest';
import gruGolden from '../../../graphs/golden/torch/nn_gru.json';
import lstmGolden from '../../../graphs/golden/torch/nn_lstm.json';
import rnnGolden from '../../../graphs/golden/torch/nn_rnn.json';
import { float64Kernels } from '../../kernels/float64';
import { gpuKernels } from '../../kernels/gpujs';
import { wasmKernels } from '../../kernels/wasm';
import { Ops } from '../../ops/ops';
import type { Program } from '../../ops/program';
import { Tracer } from '../../ops/tracer';
import type { Value } from '../../ops/value';
import { gradient } from '../../passes/gradient';
import { float, type Type } from '../../tensor/tensor';
import { transposed } from '../../testing/goldenTensors';
import { asTensor, type Given, runProgram } from '../../testing/nodeRun';
import { assertSame } from '../../testing/oracle';
import type { NodeType } from '../node';
import { traceNode, withDefaults } from '../trace';
import { gruCell } from './gru-cell';
import { lstmCell } from './lstm-cell';
import { rnnCell } from './rnn-cell';

interface Cells {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}
interface Golden {
  readonly tensors: Readonly<Record<string, Cells>>;
  readonly outputs: Readonly<Record<string, Cells>>;
  readonly cotangents: { readonly y: Cells };
  readonly grads: Readonly<Record<string, Cells>>;
}
type Names = Readonly<Record<string, string>>;

/** Ours for theirs. */
const WEIGHTS: Names = { weight_x: 'W_ih', weight_h: 'W_hh', bias_x: 'b_ih', bias_h: 'b_hh' };
const START: Names = { hidden: 'h0', cell: 'c0' };
const FINAL: Names = { hidden: 'h_n', cell: 'c_n' };

const of = (cells: Readonly<Record<string, Cells>>, name: string | undefined): Cells => {
  const found = name === undefined ? undefined : cells[name];
  if (!found) throw new Error(`the file has no ${name}`);
  return found;
};

/** A state [B, d] as rows of one step, [B, 1, d]. */
const asRows = ({ shape: [batch = 0, width = 0], data }: Cells): Cells => ({ shape: [batch, 1, width], data });

/** Feeds in our layout by name: `x`, the states, `weight:<name>`. */
function feedsOf(states: readonly string[], cells: Golden['tensors']): Record<string, Cells> {
  return {
    x: of(cells, 'x'),
    ...Object.fromEntries(states.map((state) => [state, asRows(of(cells, START[state]))])),
    ...Object.fromEntries(Object.entries(WEIGHTS).map(([own, name]) => [`weight:${own}`, transposed(of(cells, name))])),
  };
}

/** The cell in a loop over the second axis of x: every hidden state as `y`, and the last states by name. */
function looped(cell: Program, states: readonly string[], feeds: Readonly<Record<string, Cells>>): Program {
  const tracer = new Tracer();
  const t = new Ops(tracer);
  const outer = Object.fromEntries(
    Object.entries(feeds).map(([name, { shape }]) => [name, tracer.input(name, float(shape))]),
  );
  const weights = Object.keys(WEIGHTS).map((own) => `weight:${own}`);
  const { dims } = outer.x as Value;
  const step: Type = float([dims[0] as number, 1, dims[2] as number]);
  const body = t.subprogram((b, input) => {
    input('step', float([]));
    const inner: Record<string, Value> = {};
    for (const name of weights) inner[name] = input(name, (outer[name] as Value).type);
    inner.x = input('x', step);
    for (const state of states) inner[state] = input(state, (outer[state] as Value).type);
    const given = cell.inputs.map(({ name }) => inner[name] as Value);
    const next = b.inline(cell, given);
    return {
      ...Object.fromEntries(states.map((state, k) => [`s${k}`, next[state] as Value])),
      y0: next.hidden as Value,
    };
  });
  const spec = {
    body,
    length: dims[1] as number,
    reverse: false,
    constants: weights.length,
    sequences: [1],
    states: states.length,
    outputs: [1],
  };
  const args = [...weights, 'x', ...states].map((name) => outer[name] as Value);
  const results = t.scan(spec, args);
  return tracer.finish({
    ...Object.fromEntries(states.map((state, k) => [state, results[k] as Value])),
    y: results[states.length] as Value,
  });
}

/** One step of the node as a Program, for rows of the golden file's batch. */
function stepOf(node: NodeType, states: readonly string[], feeds: Readonly<Record<string, Cells>>): Program {
  const [batch = 0, , width = 0] = (feeds.x as Cells).shape;
  const hidden = (feeds.hidden as Cells).shape;
  const types = states.map((state) => [state, [float(hidden)]] as const);
  const inputs = { x: [float([batch, 1, width])], ...Object.fromEntries(types) };
  const params = withDefaults(node, { units: hidden[2] });
  return traceNode({ node, inputs, params, sizes: {}, mode: { training: false } }).program;
}

const backends = {
  float64: float64Kernels(),
  wasm: wasmKernels(),
  cpu: gpuKernels('cpu'),
  webasm: gpuKernels('webasm'),
};

afterAll(() => {
  for (const kernels of Object.values(backends)) kernels.dispose();
});

const cases = [
  ['nn.RNN', rnnCell, rnnGolden, ['hidden']],
  ['nn.LSTM', lstmCell, lstmGolden, ['hidden', 'cell']],
  ['nn.GRU', gruCell, gruGolden, ['hidden']],
] as const;

it.each(
  cases.flatMap(([name, ...one]) =>
    Object.entries(backends).map(([backend, kernels]) => [name, backend, kernels, ...one] as const),
  ),
)('%s on %s: values and gradients are PyTorch’s', async (_name, _backend, kernels, node, golden: Golden, states) => {
  const feeds = feedsOf(states, golden.tensors);
  const program = looped(stepOf(node as NodeType, states, feeds), states, feeds);
  const wrt = Object.keys(feeds);
  const withGradients = gradient(program, ['y'], wrt);
  const found = await runProgram(program, feeds, {}, kernels);
  const grads = await runProgram(withGradients, { ...feeds, 'cotangent:y': golden.cotangents.y }, {}, kernels);
  assertSame('y', asTensor(found.y as Given), asTensor(of(golden.outputs, 'y')));
  for (const state of states) {
    assertSame(state, asTensor(found[state] as Given), asTensor(asRows(of(golden.outputs, FINAL[state]))));
  }
  const expected = feedsOf(states, golden.grads);
  expect(Object.keys(expected)).toHaveLength(Object.keys(golden.grads).length);
  for (const [name, cells] of Object.entries(expected)) {
    assertSame(`gradient of ${name}`, asTensor(grads[`gradient:${name}`] as Given), asTensor(cells));
  }
  expect(kernels.stats().live).toBe(0);
});
