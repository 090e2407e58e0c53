// How files look.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PROPERTY_RUNS } from '../testing/counts';
import { type Json, layOut } from './layout';

it('keeps on one line what fits there', () => {
  expect(layOut({ a: [1, 2.5], b: {}, c: [], d: 'x' })).toBe('{ "a": [1, 2.5], "b": {}, "c": [], "d": "x" }\n');
  expect(layOut({ a: 1, b: undefined })).toBe('{ "a": 1 }\n');
});

it('breaks what does not fit, outside first', () => {
  const text = 'x'.repeat(80);
  expect(layOut({ first: [[1, 2], [3]], second: [text, text] })).toBe(
    `{\n  "first": [[1, 2], [3]],\n  "second": [\n    "${text}",\n    "${text}"\n  ]\n}\n`,
  );
});

it('fills lines with numbers', () => {
  const lines = layOut(Array.from({ length: 100 }, (_, i) => i)).split('\n');
  expect(lines.slice(0, 2)).toEqual(['[', `  ${Array.from({ length: 42 }, (_, i) => i).join(', ')},`]);
  expect(lines).toHaveLength(6);
});

it('writes no -0 and refuses what JSON cannot hold', () => {
  expect(layOut([-0, 1e-7, 1e21])).toBe('[0, 1e-7, 1e+21]\n');
  expect(() => layOut({ a: [Number.NaN] })).toThrow(RangeError);
});

it('never loses anything, and keeps lines within 160 columns where it can break them', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const text = layOut(value as Json);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: PROPERTY_RUNS },
  );
  const numbers = fc.array(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 30 }));
  fc.assert(
    fc.property(numbers, (value) => {
      for (const line of layOut({ value }).split('\n')) expect(line.length).toBeLessThanOrEqual(160);
    }),
    { numRuns: PROPERTY_RUNS },
  );
});
