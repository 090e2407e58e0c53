// Last first.
import { expect, it } from 'vitest';
import { outputOf } from '../../testing/nested';
import { reverse } from './reverse';

const x = [
  [1, 2],
  [3, 4],
];

it.each([
  [
    0,
    [
      [3, 4],
      [1, 2],
    ],
  ],
  [
    -1,
    [
      [2, 1],
      [4, 3],
    ],
  ],
])('along axis %d', async (axis, expected) => {
  expect(await outputOf(reverse, { inputs: { x }, params: { axis } })).toEqual(expected);
});
