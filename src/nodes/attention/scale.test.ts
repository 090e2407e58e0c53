// One factor for every cell, forbidden ones included.
import { expect, it } from 'vitest';
import { outputOf, problemOf } from '../../testing/nested';
import { scale } from './scale';

it('multiplies by the number', async () => {
  expect(await outputOf(scale, { inputs: { x: [1, -2] }, params: { factor: -0.5 } })).toEqual([-0.5, 1]);
});

it('divides by the square root of the width of the keys, whatever their values', async () => {
  const params = { by: 'inverse-sqrt-width' };
  const inputs = { x: [[2, 4, Number.NEGATIVE_INFINITY]], width_of: [[9, 9, 9, 9]] };
  expect(await outputOf(scale, { inputs, params })).toEqual([[1, 2, Number.NEGATIVE_INFINITY]]);
});

it('asks for the keys', () => {
  const problem = problemOf(scale, { inputs: { x: [[1]] }, params: { by: 'inverse-sqrt-width' } });
  expect(problem.message).toBe('nothing is wired to width_of, whose width Scale divides by');
  expect(problem.about).toMatchObject({ ports: ['width_of'], code: 'unwired' });
});
