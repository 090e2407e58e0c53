// A switch between wires of any shape.
import { expect, it } from 'vitest';
import { outputOf, problemOf } from '../../testing/nested';
import { select } from './select';

const inputs = { a: [1, 2], b: [[3]] };

it('passes on the one that use names', async () => {
  expect(await outputOf(select, { inputs })).toEqual([1, 2]);
  expect(await outputOf(select, { inputs, params: { use: 'b' } })).toEqual([[3]]);
});

it('asks for both', () => {
  expect(problemOf(select, { inputs: { a: [1] } }).message).toBe('nothing is wired to b');
});
