// Holds the line about a weight, and drawing it again, to its entry.
import { expect, it } from 'vitest';
import { drawnAgain, LARGEST_SEED, weightLine } from './weightWords';

const standard = { scheme: 'torch-linear', seed: 41 } as const;

it.each([
  [{ scheme: 'torch-linear', seed: 789, skip: 6 } as const, 'torch-linear · seed 789 · skip 6'],
  [{ scheme: 'torch-rand', seed: 123, skip: 0 } as const, 'torch-rand · seed 123'],
  [{ scheme: 'zeros', seed: 1 } as const, 'all zeros'],
  [{ shape: [1], data: [2] }, 'values of its own'],
])('%j reads %s', (entry, line) => {
  expect(weightLine(entry)).toBe(line);
});

it('draws the next seed, and explicit values from the standard scheme', () => {
  expect(drawnAgain({ scheme: 'normal', seed: 7, skip: 3 }, standard)).toEqual({ scheme: 'normal', seed: 8 });
  expect(drawnAgain({ shape: [1], data: [2] }, standard)).toEqual({ scheme: 'torch-linear', seed: 42 });
  expect(drawnAgain({ scheme: 'normal', seed: LARGEST_SEED }, standard).seed).toBe(0);
});
