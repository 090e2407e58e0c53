// Sums, and shapes that are never lined up from the right.
import { expect, it } from 'vitest';
import { outputOf, problemOf } from '../../testing/nested';
import { add } from './add';

const a = [
  [1, 2],
  [3, 4],
];

it('adds cell by cell', async () => {
  expect(await outputOf(add, { inputs: { a, b: a } })).toEqual([
    [2, 4],
    [6, 8],
  ]);
});

it('repeats an axis of size 1, on either side', async () => {
  expect(await outputOf(add, { inputs: { a: [[10, 20]], b: [[1], [2]] } })).toEqual([
    [11, 21],
    [12, 22],
  ]);
});

it('adds a single number to everything', async () => {
  expect(await outputOf(add, { inputs: { a: 0.5, b: [1, 2] } })).toEqual([1.5, 2.5]);
});

it('does not guess which axis is missing', () => {
  const problem = problemOf(add, { inputs: { a, b: [1, 2] } });
  expect(problem.message).toBe('Add needs equally many axes: n2_ × n2_ and n2_ differ');
  expect(problem.about).toMatchObject({ ports: ['a', 'b'], advice: 'Insert Expand where an axis is missing.' });
});

it('names both shapes and the sizes that clash', () => {
  const problem = problemOf(add, { inputs: { a, b: [[1, 2, 3]] } });
  expect(problem.message).toBe('Add cannot join n2_ × n2_ and 1 × n3_: n2_ is not n3_');
  expect(problem.about.clash).toEqual(['n2_', 'n3_']);
});
