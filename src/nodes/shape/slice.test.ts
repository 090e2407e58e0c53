// Stretches of an axis, from either end.
import { describe, expect, it } from 'vitest';
import { given, outputOf, problemOf } from '../../testing/nested';
import { linkNode } from '../../testing/nodeRun';
import { slice } from './slice';

const x = [0, 1, 2, 3, 4];

it.each([
  [0, 0, [0, 1, 2, 3, 4]],
  [1, 0, [1, 2, 3, 4]],
  [0, 2, [0, 1]],
  [0, -1, [0, 1, 2, 3]],
  [-1, 0, [4]],
  [-3, -1, [2, 3]],
  [-5, 5, [0, 1, 2, 3, 4]],
  [4, 5, [4]],
])('from %d to %d keeps %j', async (start, end, expected) => {
  expect(await outputOf(slice, { inputs: { x }, params: { start, end } })).toEqual(expected);
});

it('cuts the axis that it is told', async () => {
  const grid = [
    [1, 2, 3],
    [4, 5, 6],
  ];
  expect(await outputOf(slice, { inputs: { x: grid }, params: { axis: -1, start: 1 } })).toEqual([
    [2, 3],
    [5, 6],
  ]);
});

it('keeps the length in symbols', () => {
  const { traced } = linkNode(slice, { inputs: { x: given(x) }, params: { start: 1, end: -1 } });
  expect(traced.outputs.out?.dims).toEqual(['n5_ - 2']);
});

describe('says what lies outside', () => {
  it.each([
    [5, 0, 'start 5 lies outside an axis of n5_ = 5', 'Give a number from -5 to 4.'],
    [-6, 0, 'start -6 lies outside an axis of n5_ = 5', 'Give a number from -5 to 4.'],
    [0, 6, 'end 6 lies outside an axis of n5_ = 5', 'Give a number from -4 to 5.'],
    [0, -6, 'end -6 lies outside an axis of n5_ = 5', 'Give a number from -4 to 5.'],
    [3, 3, 'nothing is left between start 3 and end 3 of an axis of n5_ = 5', 'Let end lie behind start.'],
    [0, -5, 'nothing is left between start 0 and end -5 of an axis of n5_ = 5', 'Let end lie behind start.'],
  ])('from %d to %d', (start, end, sentence, advice) => {
    const problem = problemOf(slice, { inputs: { x }, params: { start, end } });
    expect(problem.message).toBe(sentence);
    expect(problem.about.advice).toBe(advice);
  });
});
