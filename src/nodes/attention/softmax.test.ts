// Rows that sum to one, or to nothing.
import { expect, it } from 'vitest';
import { outputOf } from '../../testing/nested';
import { softmax } from './softmax';

const no = Number.NEGATIVE_INFINITY;

it('turns rows of scores into rows that sum to one', async () => {
  const scores = [
    [0, Math.log(3)],
    [1000, 1000],
  ];
  expect(await outputOf(softmax, { inputs: { scores } })).toEqual([
    [0.25, 0.75],
    [0.5, 0.5],
  ]);
});

it('gives a forbidden pair exactly 0, and a fully masked row nothing', async () => {
  const scores = [
    [no, 2, 2],
    [no, no, no],
  ];
  expect(await outputOf(softmax, { inputs: { scores } })).toEqual([
    [0, 0.5, 0.5],
    [0, 0, 0],
  ]);
});

it('is flatter at a higher temperature', async () => {
  const scores = [[0, 2 * Math.log(3)]];
  expect(await outputOf(softmax, { inputs: { scores }, params: { temperature: 2 } })).toEqual([[0.25, 0.75]]);
});
