// Which values stay on the device: what somebody looks at, and what was used not long ago.
import { expect, test } from 'vitest';
import { float64Kernels } from '../kernels/float64';
import { tensor } from '../tensor/tensor';
import { OutputCache } from './outputs';

const none = (): boolean => false;

/** A cache with what it needs to hold values of one cell. */
function cacheOf(budget: number) {
  const kernels = float64Kernels();
  const cache = new OutputCache(kernels, budget);
  const hold = (key: number): void => cache.set(key, { out: kernels.upload(tensor([1], [key])) });
  return { kernels, cache, hold };
}

test('a value that no run uses goes after some runs; one that is used or looked at stays', () => {
  const { kernels, cache, hold } = cacheOf(1000);
  for (const key of [1, 2, 3]) hold(key);
  for (let run = 0; run < 40; run++) {
    cache.begin();
    cache.get(2);
    cache.trim((key) => key === 3);
  }
  expect([1, 2, 3].map((key) => cache.has(key))).toEqual([false, true, true]);
  expect(kernels.stats().live).toBe(2);
});

test('ten steps back are still there', () => {
  const { cache, hold } = cacheOf(1000);
  for (let run = 0; run <= 10; run++) {
    cache.begin();
    hold(run);
    cache.trim(none);
  }
  expect(cache.get(0)).toBeDefined();
});

test('over the budget the least recently used goes first, and what is looked at not at all', () => {
  const { cache, hold } = cacheOf(8);
  cache.begin();
  for (const key of [1, 2, 3, 4]) hold(key);
  cache.get(1);
  cache.trim((key) => key === 2);
  expect([1, 2, 3, 4].map((key) => cache.has(key))).toEqual([true, true, false, false]);
});
