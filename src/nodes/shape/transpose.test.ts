// Axes in another order.
import { expect, it } from 'vitest';
import { outputOf, problemOf } from '../../testing/nested';
import { transpose } from './transpose';

const x = [
  [
    [1, 2, 3],
    [4, 5, 6],
  ],
];

it('swaps the last two axes', async () => {
  expect(await outputOf(transpose, { inputs: { x } })).toEqual([
    [
      [1, 4],
      [2, 5],
      [3, 6],
    ],
  ]);
});

it.each([[[2, 0, 1]], [[-1, 0, -2]]])('takes them in the order %j', async (axes) => {
  expect(await outputOf(transpose, { inputs: { x }, params: { axes } })).toEqual([[[1, 4]], [[2, 5]], [[3, 6]]]);
});

it.each([[[0, 1]], [[0, 1, 1]], [[0, 1, 3]], [[0, -3, 1]]])('refuses the order %j', (axes) => {
  const problem = problemOf(transpose, { inputs: { x }, params: { axes } });
  expect(problem.message).toBe(`axes ${axes.join(', ')} do not name each axis of 1 × n2_ × n3_ once`);
  expect(problem.about.advice).toBe('Name the axes 0 to 2 in the order you want.');
});

it('refuses fractions', () => {
  expect(problemOf(transpose, { inputs: { x }, params: { axes: [0.5, 1, 2] } }).message).toBe(
    'axes must be whole numbers',
  );
});

it('needs two axes to swap', () => {
  const problem = problemOf(transpose, { inputs: { x: [1, 2] } });
  expect(problem.message).toBe('swapping the last two axes needs two, but x is n2_');
});
