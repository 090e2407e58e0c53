// Averages along an axis.
import { expect, it } from 'vitest';
import { outputOf, problemOf } from '../../testing/nested';
import { mean } from './mean';

const x = [
  [1, 2, 6],
  [3, 4, 8],
];

it.each([
  [-1, [3, 5]],
  [0, [2, 3, 7]],
])('along axis %d', async (axis, expected) => {
  expect(await outputOf(mean, { inputs: { x }, params: { axis } })).toEqual(expected);
});

it('needs an axis', () => {
  expect(problemOf(mean, { inputs: { x: 4 } }).message).toBe('there is no axis -1: x is scalar');
});
