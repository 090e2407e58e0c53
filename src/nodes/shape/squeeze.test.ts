// Only an axis of size 1 goes.
import { expect, it } from 'vitest';
import { outputOf, problemOf } from '../../testing/nested';
import { squeeze } from './squeeze';

it('drops the first axis', async () => {
  expect(await outputOf(squeeze, { inputs: { x: [[1, 2]] } })).toEqual([1, 2]);
});

it('drops the last', async () => {
  expect(await outputOf(squeeze, { inputs: { x: [[1], [2]] }, params: { axis: -1 } })).toEqual([1, 2]);
});

it('says how long the axis is instead', () => {
  const problem = problemOf(squeeze, { inputs: { x: [[1, 2]] }, params: { axis: 1 } });
  expect(problem.message).toBe('only an axis of size 1 can be dropped, but axis 1 of 1 × n2_ is n2_');
  expect(problem.about.clash).toEqual(['n2_', 1]);
});
