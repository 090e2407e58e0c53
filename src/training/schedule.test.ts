// Learning rates over the steps.
import { expect, it } from 'vitest';
import { learningRateAt } from './schedule';

const at = (schedule: 'constant' | 'cosine' | 'linear', warmUp: number, steps: readonly number[]) =>
  steps.map((step) => Number(learningRateAt({ learningRate: 1, schedule, warmUp, steps: 10 }, step).toFixed(4)));

it('stays, falls in a line, or along half a cosine', () => {
  expect(at('constant', 0, [1, 10])).toEqual([1, 1]);
  expect(at('linear', 0, [1, 6, 10])).toEqual([1, 0.5, 0.1]);
  expect(at('cosine', 0, [1, 6, 10])).toEqual([1, 0.5, 0.0245]);
});

it('rises first, and falls from where it stopped', () => {
  expect(at('linear', 4, [1, 2, 4, 5, 8])).toEqual([0.25, 0.5, 1, 1, 0.5]);
});

it('is zero after the last step', () => {
  expect(at('cosine', 0, [11, 20])).toEqual([0, 0]);
});
