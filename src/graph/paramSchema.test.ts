// What a file may hold for each kind of param.
import { describe, expect, it } from 'vitest';
import { axes, choice, flag, integer, integerOr, number, type Param, ports, text, values } from '../nodes/params';
import { paramSchema } from './paramSchema';

const doc = 'what it is';
function loads(param: Param<never>, value: unknown): boolean {
  try {
    paramSchema(param).read(value);
    return true;
  } catch {
    return false;
  }
}

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
    ['integer or word', integerOr('input length', { doc }), ['input length', 3], ['length', true]],
    [
      'ports',
      ports([], { doc }),
      [[{ name: 'x', kind: 'fixed' }]],
      [[{ name: '1x', kind: 'fixed' }], [{ name: 'x' }], [{ name: 'x', kind: 'fixed', more: 1 }], 'x'],
    ],
  ] as [string, Param<never>, unknown[], unknown[]][])('%s', (_kind, param, good, bad) => {
    expect(good.map((value) => loads(param, value))).toEqual(good.map(() => true));
    expect(bad.map((value) => loads(param, value))).toEqual(bad.map(() => false));
    expect(loads(param, param.default)).toBe(true);
  });
});
