// What fits into the inspector: six columns of scores without signs stand beside their words, with signs they scroll.
import { expect, it } from 'vitest';
import { heatmapLayout } from './heatmapLayout';
import { matrixOf } from './valueTensor';

const WIDTH = 248;
const words = ['Your', 'journey', 'starts', 'with', 'one', 'step'];
const taken = (first: number): number => {
  const data = Float32Array.from({ length: 36 }, (_, i) =>
    i === 0 ? first : i % 7 === 3 ? Number.NEGATIVE_INFINITY : 0.25,
  );
  const view = matrixOf({ shape: [6, 6], data, kind: 'signed', rowLabels: words, colLabels: words });
  const { gutter, colWidth } = heatmapLayout(view, 'small', WIDTH, false, true);
  return gutter + 6 * colWidth;
};

it('gives a sign room only where there is one', () => {
  expect(taken(0.5)).toBeLessThanOrEqual(WIDTH);
  expect(taken(-0.5)).toBeGreaterThan(WIDTH);
});
