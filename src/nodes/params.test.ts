// What loads but cannot be worked with, for each kind of param.
import { describe, expect, it } from 'vitest';
import { axes, integer, number, values } from './params';

const doc = 'what it is';

describe('cannot be worked with', () => {
  it.each([
    [integer(1, { doc }).problem(0.5), 'is 0.5, but must be a whole number'],
    [integer(1, { doc, min: 1 }).problem(0), 'is 0, but must be at least 1'],
    [integer(1, { doc, max: 9 }).problem(10), 'is 10, but may be at most 9'],
    [number(0, { doc, below: 1 }).problem(1), 'is 1, but must be below 1'],
    [values([1], { doc }).problem([]), 'are empty: give at least one number'],
    [values([1], { doc }).problem([1, [2]]), 'are ragged: values[1] is a list where its neighbours are numbers'],
    [values([1], { doc }).problem([[1, 2], [3]]), 'are ragged: values[1] has 1 entries where its neighbours have 2'],
    [axes({ doc }).problem([0, 1.5]), 'must be whole numbers'],
  ])('%#: %s', (problem, sentence) => {
    expect(problem).toBe(sentence);
  });

  it('is nothing at the ends of a range', () => {
    expect(integer(1, { doc, min: 1, max: 9 }).problem(1)).toBeUndefined();
    expect(integer(1, { doc, min: 1, max: 9 }).problem(9)).toBeUndefined();
  });
});
