// Arrays serve again when no value lies in them any more, and not before.
import { expect, it } from 'vitest';
import { Pool } from './pool';

it('gives an array again once all values in it are gone', () => {
  const pool = new Pool();
  const first = pool.take(8);
  const view = pool.share(first.subarray(2, 4));
  pool.release(first);
  expect(pool.take(8)).not.toBe(first);
  pool.release(view);
  expect(pool.take(8)).toBe(first);
  expect(pool.take(8)).not.toBe(first);
});

it('leaves arrays of others alone, and keeps no large ones', () => {
  const pool = new Pool();
  const foreign = new Float32Array(8);
  pool.release(pool.share(foreign));
  expect(pool.take(8)).not.toBe(foreign);
  const large = pool.take(2 ** 17);
  pool.release(large);
  expect(pool.take(2 ** 17)).not.toBe(large);
});
