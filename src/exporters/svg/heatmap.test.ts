// A value as a picture: every cell with its number, every matrix with its name, and what is too much is refused.
import { expect, it } from 'vitest';
import type { ValueTensor } from '../../drawing/valueTensor';
import { graphInSvg } from './graphInside';
import { heatmapSvg, MOST_CELLS } from './heatmap';

const look = { theme: 'light', label: 'Softmax · weights', json: '{}' } as const;
const texts = (svg: string): string[] => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map((match) => match[1] as string);
const weights: ValueTensor = {
  shape: [2, 2],
  data: Float32Array.of(1, 0, 0.25, 0.75),
  masked: Uint8Array.of(0, 1, 0, 0),
  kind: 'weights',
  rowLabels: ['one', '<two>'],
  colLabels: ['one', '<two>'],
};

it('has words, numbers and hatching, and carries the graph', () => {
  const svg = heatmapSvg(weights, look);
  const words = [
    'Softmax · weights',
    'one',
    '&lt;two&gt;',
    'one',
    '&lt;two&gt;',
    '1.0000',
    '0',
    '0.2500',
    '0.7500',
    '0',
    '1',
  ];
  expect(texts(svg).sort()).toEqual(words.sort());
  expect(svg.match(/url\(#hatch\)/g)).toHaveLength(1);
  expect(graphInSvg(svg)).toBe('{}');
});

it('shows every head, by its name, and ends of the scale', () => {
  const tensor: ValueTensor = {
    shape: [2, 1, 2],
    data: Float32Array.of(-2, 1, 3, -4),
    kind: 'signed',
    leadingNames: ['head'],
  };
  expect(texts(heatmapSvg(tensor, look))).toEqual([
    'Softmax · weights',
    ...['head 1 of 2', '−2.0000', '1.0000', '1', '1', '2'],
    ...['head 2 of 2', '3.0000', '−4.0000', '1', '1', '2'],
    ...['−4.00', '4.00'],
  ]);
});

it('colours rows on their own scale where the panel does', () => {
  const tensor: ValueTensor = { shape: [2, 1], data: Float32Array.of(1, 100), kind: 'signed' };
  const fills = (perRow: boolean) =>
    [...heatmapSvg(tensor, { ...look, perRow }).matchAll(/<g><rect [^>]*fill="([^"]*)"/g)].map((match) => match[1]);
  expect(new Set(fills(true)).size).toBe(1);
  expect(new Set(fills(false)).size).toBe(2);
});

it('marks NaN and infinity', () => {
  const tensor: ValueTensor = {
    shape: [2],
    data: Float32Array.of(Number.NaN, Number.POSITIVE_INFINITY),
    kind: 'signed',
  };
  expect(heatmapSvg(tensor, look).match(/#b3261e/g)).toHaveLength(2);
});

it('refuses what has no cells, and one cell too many', () => {
  const of = (cells: number): ValueTensor => ({ shape: [cells], data: new Float32Array(cells), kind: 'signed' });
  expect(() => heatmapSvg(of(0), look)).toThrow('has no cells');
  expect(() => heatmapSvg(of(MOST_CELLS), look)).not.toThrow();
  expect(() => heatmapSvg(of(MOST_CELLS + 1), look)).toThrow('this value has 65537 cells, and a picture holds 65536');
});
