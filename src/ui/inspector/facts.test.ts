// Holds facts about values to the values.
import { expect, it } from 'vitest';
import { factsOf } from './facts';

const INF = Number.POSITIVE_INFINITY;

it('counts the pairs that a mask leaves, and their range', () => {
  const data = Float32Array.of(0.5, -INF, 0.25, 1);
  expect(factsOf({ shape: [2, 2], data, kind: 'signed' })).toEqual([
    ['Allowed pairs', '3 of 4'],
    ['Range', '0.2500 … 1.0000'],
  ]);
});

it('adds up rows of weights, and counts empty ones', () => {
  const data = Float32Array.of(0.5, 0.5, 0, 0);
  expect(factsOf({ shape: [2, 2], data, kind: 'weights', masked: Uint8Array.of(0, 0, 1, 1) })).toEqual([
    ['Allowed pairs', '2 of 4'],
    ['Range', '0.5000'],
    ['Rows sum to', '1.0000'],
    ['Empty rows', '1 of 2'],
  ]);
});

it('names what is no number, and says nothing of tokens', () => {
  const data = Float32Array.of(Number.NaN, INF, 2);
  expect(factsOf({ shape: [3], data, kind: 'signed' })).toEqual([
    ['Range', '2.0000'],
    ['Not a number', '1 of 3'],
    ['Infinite', '1 of 3'],
  ]);
  expect(factsOf({ shape: [3], data, kind: 'tokens' })).toEqual([]);
});
