// The word stream against the published generator and against PyTorch.
import { describe, expect, it } from 'vitest';
import { MAX_SKIP, MersenneTwister } from './mersenne-twister';

const words = (seed: number, skip: number, count: number): number[] => {
  const stream = new MersenneTwister(seed, skip);
  return Array.from({ length: count }, () => stream.word());
};

describe('MersenneTwister', () => {
  it('yields the 10,000th word that the C++ standard requires of mt19937 with its default seed', () => {
    expect(words(5489, 0, 10000).at(-1)).toBe(4123659995);
  });

  it.each([0, 1, 623, 624, 625, 1247, 1248, 1500])(
    'continues after %i skipped words where drawing them would have ended',
    (skip) => {
      expect(words(7, skip, 700)).toEqual(words(7, 0, skip + 700).slice(skip));
    },
  );

  it("gives torch 1.13.1's torch.rand(4) after a million words of seed 0", () => {
    const stream = new MersenneTwister(0, 1e6);
    const cells = Array.from({ length: 4 }, () => stream.uniform());
    [0.0209644437, 0.645863116, 0.967341721, 0.661249876].forEach((value, i) => {
      expect(cells[i]).toBeCloseTo(value, 8);
    });
  });

  it('counts a seed above 32 bits by its low 32 bits', () => {
    expect(words(2 ** 32 + 5, 0, 5)).toEqual(words(5, 0, 5));
    expect(words(2 ** 32 - 1, 0, 5)).not.toEqual(words(0, 0, 5));
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('refuses the seed %d', (seed) => {
    expect(() => new MersenneTwister(seed)).toThrow(
      new RangeError(`The seed ${seed} cannot be used: give a whole number from 0 to 4294967295.`),
    );
  });

  it.each([-1, 0.5, Number.NaN, MAX_SKIP + 1])('refuses the skip %d', (skip) => {
    expect(() => new MersenneTwister(1, skip)).toThrow(
      /^The skip .* cannot be used: give a whole number of words from 0 to 67108864\.$/,
    );
  });

  it('takes the largest skip and gives the word that NumPy gives there', () => {
    expect(new MersenneTwister(1, MAX_SKIP).word()).toBe(304028073);
  });
});
