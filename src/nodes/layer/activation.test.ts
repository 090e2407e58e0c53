// Known values of every function (torch.nn.functional, float64).
import { expect, it } from 'vitest';
import { outputOf } from '../../testing/nested';
import { activation } from './activation';

it.each([
  ['relu', [0, 0, 0, 0.5, 2]],
  ['gelu', [-0.0455, -0.154269, 0, 0.345731, 1.9545]],
  ['tanh', [-0.964028, -0.462117, 0, 0.462117, 0.964028]],
  ['sigmoid', [0.119203, 0.377541, 0.5, 0.622459, 0.880797]],
  ['silu', [-0.238406, -0.18877, 0, 0.31123, 1.761594]],
])('%s', async (kind, expected) => {
  expect(await outputOf(activation, { inputs: { x: [-2, -0.5, 0, 0.5, 2] }, params: { kind } })).toEqual(expected);
});
