// Holds: the picture on a node keeps its size whatever the tensor, and says what it leaves out.
import { expect, test } from 'vitest';
import { miniLayout } from './miniLayout';
import { matrixOf } from './valueTensor';

const input = { maxWidth: 104, maxHeight: 66, hasRowWords: false, hasColWords: false };
const view = (rows: number, cols: number, labels?: string[]) =>
  matrixOf({
    shape: [rows, cols],
    data: new Float32Array(rows * cols),
    kind: 'signed',
    rowLabels: labels,
    colLabels: labels,
  });

test('six tokens by six tokens are cells of 11 px with words on both sides', () => {
  const labels = ['Your', 'journey', 'starts', 'with', 'one', 'step'];
  const layout = miniLayout(view(6, 6, labels), { ...input, hasRowWords: true, hasColWords: true });
  expect(layout).toMatchObject({ strideX: 11, strideY: 11, gap: 1, left: 38, top: 38, width: 104, height: 104 });
  expect(layout.note).toBeUndefined();
});

test('two columns are wider, one row is higher', () => {
  expect(miniLayout(view(6, 2), input)).toMatchObject({ strideX: 17, strideY: 11 });
  expect(miniLayout(view(1, 16), input)).toMatchObject({ strideX: 6.5, strideY: 15 });
});

test('large tensors show their first cells and say so', () => {
  expect(miniLayout(view(6, 512), input)).toMatchObject({ cols: 52, strideX: 2, note: 'first 52 of 512 columns' });
  expect(miniLayout(view(1024, 6), input)).toMatchObject({ rows: 33, note: 'first 33 of 1,024 rows' });
  expect(miniLayout(view(1024, 512), input).note).toBe('first 33 × 52 of 1,024 × 512');
});

test('never larger than its room', () => {
  for (const rows of [1, 3, 7, 20, 33, 64, 1000]) {
    for (const cols of [1, 2, 3, 16, 40, 52, 53, 999]) {
      const layout = miniLayout(view(rows, cols), input);
      expect(layout.width).toBeLessThanOrEqual(input.maxWidth);
      expect(layout.height).toBeLessThanOrEqual(input.maxHeight);
    }
  }
});
