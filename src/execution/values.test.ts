// What a finished value says about itself.
import { expect, test } from 'vitest';
import { tensor } from '../tensor/tensor';
import { valueProblem } from './values';

const weights = { shape: '... T S', doc: '', shows: 'weights' } as const;

test('NaN and infinity are said with their count, and forbidden pairs are not', () => {
  const bad = tensor([4], [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1]);
  expect(valueProblem('n', 'out', undefined, bad)?.detail).toBe('1 NaN and 1 infinite of 4.');
  expect(valueProblem('n', 'out', undefined, tensor([2], [Number.NEGATIVE_INFINITY, 0]))).toBeUndefined();
});

test('a row of weights without anything to look at is named, but zeros elsewhere are not', () => {
  const value = tensor([2, 2], [0.5, 0.5, 0, 0]);
  expect(valueProblem('n', 'weights', weights, value)?.message).toBe('one row of weights has nothing to look at');
  expect(valueProblem('n', 'weights', weights, value)?.detail).toContain('row 2');
  expect(valueProblem('n', 'out', { shape: '*', doc: '' }, value)).toBeUndefined();
});
