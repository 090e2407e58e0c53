// An axis of size 1, wherever it is wanted.
import { expect, it } from 'vitest';
import { outputOf, problemOf } from '../../testing/nested';
import { linkNode } from '../../testing/nodeRun';
import { expand } from './expand';

it.each([
  [0, [[1, 2]]],
  [1, [[1], [2]]],
  [-1, [[1], [2]]],
  [-2, [[1, 2]]],
])('at %d', async (axis, expected) => {
  expect(await outputOf(expand, { inputs: { x: [1, 2] }, params: { axis } })).toEqual(expected);
});

it('has as many places as axes, and one more', () => {
  const problem = problemOf(expand, { inputs: { x: [1, 2] }, params: { axis: 2 } });
  expect(problem.about.advice).toBe('Give an axis from -2 to 1.');
});

it('makes no sixth axis', () => {
  const x = { shape: [2, 1, 1, 1, 2], data: [1, 2, 3, 4] };
  expect(() => linkNode(expand, { inputs: { x } })).toThrow('out would have 6 axes, and 5 are the most');
});
