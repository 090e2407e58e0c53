// What readers take, and what they find wrong, in words.
import { expect, it } from 'vitest';
import {
  describe,
  either,
  flag,
  float32,
  integer,
  list,
  number,
  object,
  oneOf,
  optional,
  type Reader,
  record,
  text,
} from './readers';

it.each<[Reader<unknown>, unknown, string]>([
  [either(oneOf(['input length']), number()), 'all', 'must be "input length" or a number, but is "all"'],
  [either(number(), list(number())), null, 'must be a number or a list, but is null'],
  [record(number()), [1], 'must be an object, but is a list'],
  [record(number(), text({ like: [/^a/, 'must start with a'] })), { b: 1 }, 'must start with a, but is "b"'],
  [flag, 0, 'must be true or false, but is 0'],
  [number(), Number.NaN, 'must be a number, but is NaN'],
  [number(), undefined, 'is missing'],
  [integer(), 1.5, 'must be a whole number, but is 1.5'],
  [number({ above: 0 }), 0, 'must be more than 0, but is 0'],
  [number({ below: 1 }), 1, 'must be less than 1, but is 1'],
  [number({ least: 1 }), 0, 'must be at least 1, but is 0'],
  [number({ most: 8 }), 9, 'is 9, and 8 is the most'],
  [list(number(), { most: 1 }), [1, 2], 'has 2 entries, and 1 is the most'],
  [list(number(), { least: 2 }), [1], 'has 1 entries, and 2 is the least'],
  [text({ most: 2 }), 'abc', 'has 3 characters, and 2 is the most'],
  [float32, 1e39, 'must fit a 32-bit number, but is 1e+39'],
  [object({ a: number() }), {}, 'is missing'],
])('%#: a value that does not fit', (reader, value, sentence) => {
  expect(() => reader.read(value)).toThrow(sentence);
});

it('names the value inside that does not fit, and the key that nobody knows', () => {
  const reader = list(either(number(), list(object({ a: number(), b: optional(flag) }))));
  expect(() => reader.read([1, [{ a: 'x' }]], ['values'])).toThrow(
    expect.objectContaining({ path: 'values[1][0].a', message: 'must be a number, but is "x"' }),
  );
  expect(() => reader.read([[{ a: 1, c: 2 }]])).toThrow(
    expect.objectContaining({ code: 'unknown-key', path: '[0][0].c' }),
  );
});

it('makes new values, with the keys in the order of the reader and without what is absent', () => {
  const reader = object({ a: optional(list(number())), b: flag, c: optional(text()) });
  const value = { b: true, a: [1] };
  const read = reader.read(value);
  expect(JSON.stringify(read)).toBe('{"a":[1],"b":true}');
  expect(read.a).not.toBe(value.a);
});

it('cuts long texts and shows what is empty', () => {
  expect(describe('x'.repeat(100))).toBe(`"${'x'.repeat(60)}…"`);
  expect([describe([]), describe({}), describe(Number.NaN)]).toEqual(['an empty list', 'an object', 'NaN']);
});
