// Cells switched off with PyTorch's digits, or not at all.
import { expect, it } from 'vitest';
import { outputOf, problemOf } from '../../testing/nested';
import { dropout } from './dropout';

const ones = Array.from({ length: 6 }, () => new Array<number>(6).fill(1));

it('drops what PyTorch drops: seed 123, rate 0.5 on ones starts 2 2 0 2 2 0', async () => {
  const params = { rate: 0.5, seed: 123, active: 'always' };
  const [first] = (await outputOf(dropout, { inputs: { x: ones }, params })) as number[][];
  expect(first).toEqual([2, 2, 0, 2, 2, 0]);
});

it('works while training, and otherwise leaves everything alone', async () => {
  const params = { rate: 0.5 };
  expect(await outputOf(dropout, { inputs: { x: ones }, params })).toEqual(ones);
  expect(await outputOf(dropout, { inputs: { x: ones }, params, training: true })).not.toEqual(ones);
});

it.each([
  [1, 'rate is 1, but must be below 1'],
  [-0.1, 'rate is -0.1, but must be at least 0'],
])('refuses a rate of %d', (rate, sentence) => {
  expect(problemOf(dropout, { inputs: { x: ones }, params: { rate } }).message).toBe(sentence);
});
