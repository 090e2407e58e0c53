// Where a gradient counts as vanished or exploded, and where it stops being finite.
import { expect, test } from 'vitest';
import { firstNotFinite, gradientState } from './gradientWords';

test('a gradient vanishes below 1e-7 and explodes above 1000', () => {
  const states = [0, 0.99e-7, 1e-7, 1000, 1001, Number.NaN, Number.POSITIVE_INFINITY].map(gradientState);
  expect(states).toEqual(['zero', 'vanished', 'fine', 'fine', 'exploded', 'not finite', 'not finite']);
});

test('what is not finite began at the last port in running order', () => {
  const ports = { a: { norm: Number.NaN }, b: { norm: Number.POSITIVE_INFINITY }, c: { norm: 2 } };
  expect(firstNotFinite(ports)).toBe('b');
  expect(firstNotFinite({ c: { norm: 2 } })).toBeUndefined();
});
