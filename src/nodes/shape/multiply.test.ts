// Products cell by cell.
import { expect, it } from 'vitest';
import { outputOf, problemOf } from '../../testing/nested';
import { multiply } from './multiply';

it('multiplies cell by cell, an axis of size 1 repeating', async () => {
  expect(await outputOf(multiply, { inputs: { a: [[1, 2]], b: [[3], [-4]] } })).toEqual([
    [3, 6],
    [-4, -8],
  ]);
});

it('names both shapes when they do not fit', () => {
  const problem = problemOf(multiply, { inputs: { a: [1, 2], b: [1, 2, 3] } });
  expect(problem.message).toBe('Multiply cannot join n2_ and n3_: n2_ is not n3_');
});
