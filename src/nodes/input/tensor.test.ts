// Typed numbers: their cells, the names of their axes, and ragged ones.
import { describe, expect, it } from 'vitest';
import { outputOf, problemOf } from '../../testing/nested';
import { linkNode } from '../../testing/nodeRun';
import { tensor } from './tensor';

const dimsOf = (values: unknown, batch = false) =>
  linkNode(tensor, { params: { values, batch } }).traced.outputs.out?.dims;

it('gives the numbers in their shape', async () => {
  const values = [[[1, -2.5]], [[3, 4]], [[5, 6]]];
  expect(await outputOf(tensor, { params: { values } })).toEqual(values);
});

describe('axes', () => {
  const [one, two] = [
    [1, 2, 3],
    [
      [1, 2],
      [3, 4],
    ],
  ];
  it.each([
    [one, false, ['d']],
    [two, false, ['T', 'd']],
    [[two, two], false, ['h', 'T', 'd']],
    [[[two, two]], false, [1, 'h', 'T', 'd']],
    [one, true, ['B']],
    [two, true, ['B', 'd']],
    [[two, two], true, ['B', 'T', 'd']],
    [[[two, two]], true, [1, 'h', 'T', 'd']],
    [[[1, 2]], false, [1, 'd']],
    [[[1], [2]], false, ['T', 1]],
  ])('%j (batch %s) are named, and one of size 1 is a plain 1', (values, batch, dims) => {
    expect(dimsOf(values, batch)).toEqual(dims);
  });
});

it.each([
  [[[1, 2], [3]], 'values are ragged: values[1] has 1 entries where its neighbours have 2'],
  [[[1, 2], 3], 'values are ragged: values[1] is a number where its neighbours are lists'],
  [[[], []], 'values are empty: give at least one number'],
  [[], 'values are empty: give at least one number'],
])('says what is wrong with %j', (values, sentence) => {
  expect(problemOf(tensor, { params: { values } }).message).toBe(sentence);
});
