// A new axis, wherever it is wanted.
import { expect, it } from 'vitest';
import { given, outputOf, problemOf } from '../../testing/nested';
import { stack } from './stack';

const inputs = [given([1, 2]), given([3, 4]), given([5, 6])];

it('lays tensors along a new first axis', async () => {
  expect(await outputOf(stack, { inputs: { inputs } })).toEqual([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
});

it('or along a new last one', async () => {
  expect(await outputOf(stack, { inputs: { inputs }, params: { axis: -1 } })).toEqual([
    [1, 3, 5],
    [2, 4, 6],
  ]);
});

it('makes a vector of single numbers', async () => {
  expect(await outputOf(stack, { inputs: { inputs: [given(4), given(5)] } })).toEqual([4, 5]);
});

it('needs tensors of one shape', () => {
  const problem = problemOf(stack, { inputs: { inputs: [given([1, 2]), given([1, 2, 3])] } });
  expect(problem.message).toBe('Stack cannot join n2_ and n3_: n2_ is not n3_');
});

it('has one place more than there are axes', () => {
  const problem = problemOf(stack, { inputs: { inputs }, params: { axis: 2 } });
  expect(problem.about.advice).toBe('Give an axis from -2 to 1.');
});
