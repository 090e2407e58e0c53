// One step of a gated recurrent unit: known values, what each gate does, and biases that remember.
import { expect, it } from 'vitest';
import { outputOf, problemOf } from '../../testing/nested';
import { linkNode } from '../../testing/nodeRun';
import { gruCell } from './gru-cell';

/** Gates in the order r, z, n. */
const weights = {
  weight_x: [[0.5, -1, 2]],
  weight_h: [[1, 0.5, -1]],
  bias_x: [0.1, 0.2, 0.3],
  bias_h: [-0.1, 0, 0.4],
};
const inputs = { x: [[0.6]], hidden: [[0.8]] };

it('is (1 - z) n + z h with n = tanh(x Wn + bn + r (h Un + cn))', async () => {
  const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
  const r = sigmoid(0.3 + 0.1 + 0.8 - 0.1);
  const z = sigmoid(-0.6 + 0.2 + 0.4);
  const n = Math.tanh(1.2 + 0.3 + r * (-0.8 + 0.4));
  const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;
  const setting = { inputs, weights, params: { units: 1 } };
  expect(await outputOf(gruCell, setting)).toEqual([[rounded((1 - z) * n + z * 0.8)]]);
  expect(await outputOf(gruCell, setting, 'gates')).toEqual([[rounded(r), rounded(z)]]);
});

it.each([
  ['an open update gate keeps the state', [0, 50, 0], 0.8],
  ['a closed one replaces it, with a closed reset gate by the input alone', [-50, -50, 0], 0.833655],
])('%s', async (_name, bias_x, expected) => {
  const given = { ...weights, bias_x, bias_h: [0, 0, 0.4] };
  expect(await outputOf(gruCell, { inputs, weights: given, params: { units: 1 } })).toEqual([[expected]]);
});

it('starts to remember with its update gate', () => {
  const params = { units: 1, memory: 'chrono', lag: 30 };
  const row = { shape: [1, 1], data: [0] };
  const { traced } = linkNode(gruCell, { inputs: { x: row, hidden: row }, params });
  expect(traced.weights.bias_x?.spec.chrono).toEqual({ lag: 30, blocks: ['drawn', 1, 'drawn'] });
  expect(traced.weights.bias_h?.spec.chrono).toEqual({ lag: 30, blocks: [0, 0, 0] });
  expect(traced.weights.weight_x?.spec.chrono).toBeUndefined();
});

it('says that the state is not as wide as units', () => {
  expect(problemOf(gruCell, { inputs, params: { units: 4 } }).message).toBe('hidden is d = 1 wide, but units is 4');
});
