// What schemas find wrong, in words.
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { describe, readAs } from './sentences';

it.each([
  [z.union([z.literal('input length'), z.number()]), 'all', 'must be "input length" or a number, but is "all"'],
  [z.union([z.number(), z.array(z.number())]), null, 'must be a number or a list, but is null'],
  [z.record(z.string(), z.number()), [1], 'must be an object, but is a list'],
  [z.boolean(), 0, 'must be true or false, but is 0'],
  [z.int(), 1.5, 'must be a whole number, but is 1.5'],
  [z.number().check(z.gt(0)), 0, 'must be more than 0, but is 0'],
  [z.number().check(z.gte(1)), 0, 'must be at least 1, but is 0'],
  [z.number().check(z.lte(8)), 9, 'is 9, and 8 is the most'],
  [z.array(z.number()).check(z.maxLength(1)), [1, 2], 'has 2 entries, and 1 is the most'],
  [z.string().check(z.refine((s) => s === 'a', 'must be an a')), 'b', 'must be an a, but is "b"'],
])('%#: a value that does not fit', (schema, value, sentence) => {
  expect(() => readAs(schema, value)).toThrow(sentence);
});

it('names the value inside that does not fit', () => {
  const schema = z.array(z.union([z.number(), z.array(z.strictObject({ a: z.number() }))]));
  expect(() => readAs(schema, [1, [{ a: 'x' }]], ['values'])).toThrow(
    expect.objectContaining({ path: 'values[1][0].a', message: 'must be a number, but is "x"' }),
  );
});

it('cuts long texts and shows what is empty', () => {
  expect(describe('x'.repeat(100))).toBe(`"${'x'.repeat(60)}…"`);
  expect([describe([]), describe({}), describe(Number.NaN)]).toEqual(['an empty list', 'an object', 'NaN']);
});
