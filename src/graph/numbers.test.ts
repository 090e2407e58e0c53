// Shortest decimals of float32 numbers.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PROPERTY_RUNS } from '../testing/counts';
import { shortestFloat32, shortestNumbers } from './numbers';

/** Decimal digits that a number is written with. */
const digitsOf = (value: number): number => value.toExponential().replace(/e.*|[-.]/g, '').length;

it('writes what a person typed, from either precision', () => {
  expect(shortestFloat32(0.43)).toBe(0.43);
  expect(shortestFloat32(Math.fround(0.43))).toBe(0.43);
  expect(shortestFloat32(0.1 + 0.2)).toBe(0.3);
  expect(shortestFloat32(16_777_216)).toBe(16_777_216);
  expect(shortestFloat32(2 ** -149)).toBe(1e-45);
  expect(Object.is(shortestFloat32(-0), 0)).toBe(true);
  expect(shortestFloat32(1e300)).toBe(Number.POSITIVE_INFINITY);
});

it('reads back to the same float32 and has no shorter rival', () => {
  const cells = fc.float({ noNaN: true, noDefaultInfinity: true }).filter((cell) => cell !== 0);
  fc.assert(
    fc.property(cells, (cell) => {
      const short = shortestFloat32(cell);
      expect(Math.fround(short)).toBe(cell);
      expect(shortestFloat32(short)).toBe(short);
      for (let digits = 1; digits < digitsOf(short); digits++) {
        expect(Math.fround(Number(cell.toPrecision(digits)))).not.toBe(cell);
      }
    }),
    { numRuns: 10 * PROPERTY_RUNS },
  );
});

it('has no shorter rival at any power of two, where the neighbours lie unevenly', () => {
  for (let exponent = -149; exponent <= 127; exponent++) {
    const short = shortestFloat32(2 ** exponent);
    expect(Math.fround(short)).toBe(2 ** exponent);
    const rivals = Array.from({ length: digitsOf(short) - 1 }, (_, i) => Number((2 ** exponent).toPrecision(i + 1)));
    expect(rivals.filter((rival) => Math.fround(rival) === 2 ** exponent)).toEqual([]);
  }
});

it('keeps nested lists that it made', () => {
  const short = shortestNumbers([[Math.fround(0.1)], [2, -0]]);
  expect(short).toEqual([[0.1], [2, 0]]);
  expect(shortestNumbers(short)).toBe(short);
});
