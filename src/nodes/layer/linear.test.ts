// x W + b, and widths that do not fit.
import { expect, it } from 'vitest';
import { outputOf, problemOf } from '../../testing/nested';
import { linear } from './linear';

it('multiplies every row by the weight, then adds the bias', async () => {
  const out = await outputOf(linear, {
    inputs: {
      x: [
        [1, 0],
        [2, 3],
      ],
    },
    params: { features: 3 },
    weights: {
      weight: [
        [1, 2, 3],
        [4, 5, 6],
      ],
      bias: [10, 20, 30],
    },
  });
  expect(out).toEqual([
    [11, 22, 33],
    [24, 39, 54],
  ]);
});

it('says that a vector needs one more axis', () => {
  const problem = problemOf(linear, { inputs: { x: [1, 2] } });
  expect(problem.message).toMatch(/^x takes n × i, with or without leading axes, but gets /);
  expect(problem.about.advice).toBe('Add an axis with Expand.');
});

it('says that a width must be whole and at least 1', () => {
  expect(problemOf(linear, { inputs: { x: [[1]] }, params: { features: 0 } }).message).toMatch(/at least 1$/);
  expect(problemOf(linear, { inputs: { x: [[1]] }, params: { features: 1.5 } }).message).toMatch(/whole number$/);
});

it('says that nothing is wired', () => {
  const problem = problemOf(linear, {});
  expect(problem.message).toBe('nothing is wired to x');
  expect(problem.about).toMatchObject({ ports: ['x'], code: 'unwired' });
});
