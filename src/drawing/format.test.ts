// Holds: numbers read as on paper, and no rounding hides what a value is.
import { describe, expect, test } from 'vitest';
import {
  formatBytes,
  formatCompact,
  formatExact,
  formatFlops,
  formatInteger,
  formatMean,
  formatMilliseconds,
  formatNumber,
  formatShape,
} from './format';

test.each([
  [0.27583, '0.2758'],
  [-0.47041, '−0.4704'],
  [0, '0.0000'],
  [-0, '0.0000'],
  [3.1e-7, '3.1e−7'],
  [-3.1e-7, '−3.1e−7'],
  [1234.5678, '1234.57'],
  [1234567890, '1.23e+9'],
  [Infinity, '∞'],
  [-Infinity, '−∞'],
  [Number.NaN, 'NaN'],
])('four decimals: %d reads %s', (value, text) => {
  expect(formatNumber(value)).toBe(text);
});

test.each([
  [0.276, '0.28'],
  [-0.4704, '−0.47'],
  [-0.001, '0.00'],
  [12.34, '12.3'],
  [-345.6, '−346'],
  [123456, '1e5'],
  [-Infinity, '−∞'],
])('a small cell: %d reads %s', (value, text) => {
  expect(formatCompact(value)).toBe(text);
});

describe('the exact value', () => {
  test.each([
    [0.1, '0.1'],
    [Math.fround(1 / 3), '0.33333334'],
    [16777216, '16777216'],
    [-0.5, '−0.5'],
    [1.401298464324817e-45, '1e−45'],
  ])('of %d is the shortest float32 text %s', (value, text) => {
    expect(formatExact(value)).toBe(text);
  });

  test('reads back as the same float32', () => {
    for (let at = 1; at < 500; at++) {
      const value = Math.fround(Math.sin(at) * 10 ** ((at % 40) - 20));
      expect(Math.fround(Number(formatExact(value).replaceAll('−', '-')))).toBe(value);
    }
  });
});

test('counts, shapes, times, bytes and work have their units', () => {
  expect(formatInteger(10336)).toBe('10,336');
  expect(formatShape([6, 3])).toBe('6 × 3');
  expect(formatShape([])).toBe('scalar');
  expect([0.01, 3.14, 420, 1240, 120_000].map(formatMilliseconds)).toEqual([
    'under 0.1 ms',
    '3.1 ms',
    '420 ms',
    '1.24 s',
    '120 s',
  ]);
  expect([0, 0.0276, 3.14].map(formatMean)).toEqual(['under 1 µs', '28 µs', '3.1 ms']);
  expect([512, 1536, 12 * 2 ** 20].map(formatBytes)).toEqual(['512 B', '1.5 KiB', '12 MiB']);
  expect([432, 1.2e6, 2e15].map(formatFlops)).toEqual(['432 FLOP', '1.2 MFLOP', '2.0 PFLOP']);
});
