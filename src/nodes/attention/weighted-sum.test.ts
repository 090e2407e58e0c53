// Mixed rows, and lengths that do not match.
import { expect, it } from 'vitest';
import { outputOf, problemOf } from '../../testing/nested';
import { weightedSum } from './weighted-sum';

const value = [
  [2, 0],
  [0, 4],
];

it('mixes the value rows', async () => {
  const weights = [
    [0.5, 0.5],
    [0, 1],
    [0, 0],
  ];
  expect(await outputOf(weightedSum, { inputs: { weights, value } })).toEqual([
    [1, 2],
    [0, 4],
    [0, 0],
  ]);
});

it('needs one value for each weight of a row', () => {
  const problem = problemOf(weightedSum, { inputs: { weights: [[1, 2, 3]], value } });
  expect(problem.message).toBe('Weighted sum needs the same S in weights and value');
});
