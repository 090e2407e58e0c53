// Dropout masks against F.dropout of torch 1.13.1 (Debian, x86, without MKL) on ones, seed 123.
import { describe, expect, it } from 'vitest';
import { dropoutMask } from './schemes';

const dropped = (mask: Float32Array): number[] => [...mask.keys()].filter((i) => mask[i] === 0);

describe('dropoutMask', () => {
  it('starts 2 2 0 2 2 0 for seed 123 and rate 0.5', () => {
    expect([...dropoutMask(123, 0, 36, 0.5).slice(0, 6)]).toEqual([2, 2, 0, 2, 2, 0]);
  });

  it.each([
    [0.1, [8], 1.11111116],
    [0.3, [8, 10, 16], 1.42857146],
    [0.5, [2, 5, 6, 7, 8, 10, 16, 18, 21, 22], 2],
  ])('drops the cells PyTorch drops of 24 at rate %d and scales the others alike', (rate, cells, kept) => {
    const mask = dropoutMask(123, 0, 24, rate);
    expect(dropped(mask)).toEqual(cells);
    expect(new Set(mask)).toEqual(new Set([0, Math.fround(kept)]));
  });

  it('takes two words a cell', () => {
    expect(dropoutMask(123, 10, 19, 0.5)).toEqual(dropoutMask(123, 0, 24, 0.5).slice(5));
  });

  it('keeps everything at rate 0 and nothing at rate 1', () => {
    expect([...dropoutMask(1, 0, 3, 0)]).toEqual([1, 1, 1]);
    expect([...dropoutMask(1, 0, 3, 1)]).toEqual([0, 0, 0]);
  });

  it.each([-0.1, 1.1, Number.NaN])('refuses the rate %d', (rate) => {
    expect(() => dropoutMask(1, 0, 3, rate)).toThrow(
      new RangeError(`The dropout rate ${rate} cannot be used: give a number from 0 to 1.`),
    );
  });
});
