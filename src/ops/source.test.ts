// Index arithmetic stays right where a graphics card divides less exactly than a processor.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PROPERTY_RUNS } from '../testing/counts';
import { divide } from './source';

/** The units in the last place by which GLSL ES 3.00 (section 4.5.1) lets a quotient be wrong. */
const ULPS = 2.5;

/** Quotient and remainder by the statements of a kernel source, in float32, with a division that errs by `ulps`. */
function divided(x: number, n: number, total: number, ulps: number): number[] {
  const inexact = divide('x', n, 'q', 'r', total).replaceAll(/(\w+|\(x\+0\.5\))\/(\d+)/g, 'over($1,$2)');
  const over = (a: number, b: number): number => {
    const exact = Math.fround(a) / b;
    return Math.fround(exact + ulps * 2 ** (Math.floor(Math.log2(Math.max(exact, 1e-30))) - 23));
  };
  return new Function('x', 'over', `${inexact}return [q,r];`)(x, over) as number[];
}

it('quotient and remainder are exact up to 2^24, whatever the rounding of a division', () => {
  const cases = fc
    .tuple(fc.integer({ min: 1, max: 2 ** 24 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(2 ** 24))
    .map(([total, part, n]) => ({ total, x: Math.min(total - 1, Math.floor(part * total)), n: 1 + (n % total) }));
  fc.assert(
    fc.property(cases, fc.constantFrom(-ULPS, 0, ULPS), ({ total, x, n }, ulps) => {
      // The neighbours of a whole quotient are where an error shows.
      for (const cell of [x, x - (x % n), Math.max(0, x - (x % n) - 1)]) {
        expect(divided(cell, n, total, ulps)).toEqual([Math.floor(cell / n), cell % n]);
      }
    }),
    { numRuns: PROPERTY_RUNS },
  );
});
