// Rows of a common size.
import { expect, it } from 'vitest';
import { outputOf } from '../../testing/nested';
import { linkNode } from '../../testing/nodeRun';
import { layerNorm } from './layer-norm';

const neutral = { scale: [1, 1, 1, 1], shift: [0, 0, 0, 0] };
const params = { epsilon: 0 };

it('gives rows of mean 0 whose variance, divided by the width, is 1', async () => {
  const out = await outputOf(layerNorm, { inputs: { x: [[1, 2, 3, 4]] }, weights: neutral, params });
  expect(out).toEqual([[-1.341641, -0.447214, 0.447214, 1.341641]]);
});

it('makes zeros, not NaN, of a row of equal numbers', async () => {
  expect(await outputOf(layerNorm, { inputs: { x: [[5, 5, 5, 5]] }, weights: neutral })).toEqual([[0, 0, 0, 0]]);
});

it('rms keeps the mean: x over its root mean square', async () => {
  const out = await outputOf(layerNorm, {
    inputs: { x: [[1, -1, 7, 7]] },
    weights: { scale: [1, 1, 1, 2] },
    params: { ...params, kind: 'rms' },
  });
  expect(out).toEqual([[0.2, -0.2, 1.4, 2.8]]);
});

it('starts neutral, and rms has no shift', () => {
  const x = { shape: [2, 4], data: new Array<number>(8).fill(1) };
  const schemes = (kind: string) =>
    Object.entries(linkNode(layerNorm, { inputs: { x }, params: { kind } }).traced.weights).map(([name, { spec }]) => [
      name,
      spec.init,
    ]);
  expect(schemes('layer')).toEqual([
    ['scale', 'ones'],
    ['shift', 'zeros'],
  ]);
  expect(schemes('rms')).toEqual([['scale', 'ones']]);
});
