// What a file may hold for each kind of param, and what loads but cannot be worked with.
import { describe, expect, it } from 'vitest';
import { axes, choice, flag, integer, number, type Param, text, values } from './params';

const doc = 'what it is';
const loads = (param: Param<never>, value: unknown): boolean => param.schema.safeParse(value).success;

describe('a file may hold', () => {
  const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
  it.each([
    ['number', number(1, { doc }), [0, -2.5], ['1', Number.NaN, Number.POSITIVE_INFINITY, JSON.parse('1e999'), null]],
    ['integer', integer(1, { doc }), [3, 0.5], [true, '3']],
    ['choice', choice(['a', 'b'], { doc }), ['a', 'b'], ['c', '', 0]],
    ['flag', flag(false, { doc }), [true, false], [0, 'false']],
    ['text', text('', { doc, max: 3 }), ['', 'abc'], ['abcd', 5]],
    [
      'values',
      values([1], { doc }),
      [[1, 2], nested(4), [[1], [2, 3]]],
      [1, nested(5), ['1'], [null], [[Number.NEGATIVE_INFINITY]]],
    ],
    ['axes', axes({ doc }), [[], [0, -1]], [0, ['0'], [[0]]]],
  ] as [string, Param<never>, unknown[], unknown[]][])('%s', (_kind, param, good, bad) => {
    expect(good.map((value) => loads(param, value))).toEqual(good.map(() => true));
    expect(bad.map((value) => loads(param, value))).toEqual(bad.map(() => false));
    expect(loads(param, param.default)).toBe(true);
  });
});

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
