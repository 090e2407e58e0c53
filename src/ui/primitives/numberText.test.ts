// Holds: numbers are read as people type them, and everything else gets one sentence.
import { expect, test } from 'vitest';
import { readNumber, stepNumber } from './numberText';

test.each([
  ['2', 2],
  [' -0.5 ', -0.5],
  ['\u22121e\u22123', -0.001],
  ['.25', 0.25],
  ['3.', 3],
])('reads %j as %d', (text, value) => {
  expect(readNumber(text)).toEqual({ value });
});

test.each([
  ['', /empty/],
  ['two', /“two” is not a number/],
  ['1,5', /point/],
  ['1e999', /too large/],
  ['Infinity', /not a number/],
  ['0x10', /not a number/],
])('says what is wrong with %j', (text, sentence) => {
  expect(readNumber(text)).toEqual({ problem: expect.stringMatching(sentence) });
});

test('holds a number to whole numbers and to its range', () => {
  expect(readNumber('2.5', { integer: true })).toEqual({ problem: '2.5 is not a whole number. Type one.' });
  expect(readNumber('0', { min: 1 })).toEqual({ problem: '0 is too small. The smallest is 1.' });
  expect(readNumber('9', { max: 8 })).toEqual({ problem: '9 is too large. The largest is 8.' });
});

test('steps without binary dust and stops at the ends', () => {
  expect(stepNumber(0.1, 0.2, {})).toBe(0.3);
  expect(stepNumber(1e-5, 1e-6, {})).toBe(0.000011);
  expect(stepNumber(8, 1, { max: 8 })).toBe(8);
  expect(stepNumber(1, -1, { min: 1 })).toBe(1);
});
