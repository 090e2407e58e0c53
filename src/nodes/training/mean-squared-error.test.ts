// Mean squared difference of equal shapes only.
import { expect, it } from 'vitest';
import { outputOf, problemOf } from '../../testing/nested';
import { meanSquaredError } from './mean-squared-error';

it('averages over all cells', async () => {
  const inputs = { prediction: [[1, 2, 3]], target: [[1, 4, 0]] };
  expect(await outputOf(meanSquaredError, { inputs })).toBe(4.333333);
});

it('does not repeat a target', () => {
  const problem = problemOf(meanSquaredError, { inputs: { prediction: [[1, 2, 3]], target: [[1]] } });
  expect(problem.message).toBe('Mean squared error cannot join 1 × n3_ and 1 × 1: n3_ is not 1');
  expect(problem.about.ports).toEqual(['prediction', 'target']);
});
