// Symbolic sizes as people read them.
import { expect, test } from 'vitest';
import { polynomialWords, powerWords } from './polynomial';

test('what grows fastest with the lengths comes first, with powers and factors', () => {
  expect(polynomialWords('2 T d e + 2 T T d + 5 T T + 7', ['T'])).toBe('2 T² d + 5 T² + 2 T d e + 7');
  expect(polynomialWords('S T d + T', ['T', 'S'])).toBe('S T d + T');
});

test('what is left over is three dots, and numbers are plain', () => {
  expect(polynomialWords('2 T T + T + d', ['T'], 1)).toBe('2 T² + …');
  expect(polynomialWords(12_345, ['T'])).toBe('12,345');
  expect(polynomialWords(0, ['T'])).toBe('0');
  expect(polynomialWords('T T - T', ['T'])).toBe('T² − T');
});

test('powers', () => {
  expect([powerWords('T', 0), powerWords('T', 1), powerWords('T', 2), powerWords('T', 12)]).toEqual([
    '',
    'T',
    'T²',
    'T^12',
  ]);
});
