// Holds: every rank is pictured as a matrix with words, and a cell says exactly what it is.
import { expect, test } from 'vitest';
import { axisWords, truncateWord, visibleWord } from '../../drawing/axisWords';
import { cellSentence, cellText } from '../../drawing/cellText';
import { leadingAxes, maskedPairs, matrixOf, rowLimit, type ValueTensor } from '../../drawing/valueTensor';
import { readBlock } from './clipboardBlock';
import { rowStats } from './rowStats';

const upTo = (count: number) => Float32Array.from({ length: count }, (_, at) => at);

test('heads and batches are chosen by leading indices, held inside', () => {
  const tensor: ValueTensor = { shape: [2, 3, 2, 2], data: upTo(24), kind: 'signed', leadingNames: ['batch', 'head'] };
  expect(leadingAxes(tensor)).toEqual([
    { name: 'batch', size: 2 },
    { name: 'head', size: 3 },
  ]);
  expect([...matrixOf(tensor, [1, 2]).data]).toEqual([20, 21, 22, 23]);
  expect([...matrixOf(tensor, [9, -1]).data]).toEqual([12, 13, 14, 15]);
  expect(matrixOf(tensor).limit).toBe(23);
});

test('rank 0 is one cell and rank 1 one row with its words over it', () => {
  expect(matrixOf({ shape: [], data: upTo(1), kind: 'signed' })).toMatchObject({ rows: 1, cols: 1, colWords: [''] });
  const vector = matrixOf({ shape: [2], data: upTo(2), kind: 'signed', rowLabels: ['Your', 'step'] });
  expect(vector).toMatchObject({ rows: 1, cols: 2, rowWords: [''], colWords: ['Your', 'step'] });
});

test('words are labels, then the letter with its position; blanks are made visible', () => {
  expect(axisWords(3, ['Your'], 'k')).toEqual(['Your', 'k2', 'k3']);
  expect(axisWords(2)).toEqual(['1', '2']);
  expect(visibleWord('\n')).toBe('↵');
  expect(visibleWord('  ')).toBe('␣␣');
});

test('a long word is cut between characters as people count them', () => {
  expect(truncateWord('journey', 7)).toBe('journey');
  expect(truncateWord('journeys', 7)).toBe('journe…');
  expect(truncateWord('👩‍👩‍👧👍🏽abc', 3)).toBe('👩‍👩‍👧👍🏽…');
});

test('one mask serves every head, and comes from the scores', () => {
  const masked = maskedPairs(Float32Array.of(1, -Infinity, 1, 1));
  const tensor: ValueTensor = {
    shape: [2, 2, 2],
    data: Float32Array.of(1, 0, 0.5, 0.5, 1, 0, 0, 1),
    kind: 'weights',
    masked,
  };
  const head = matrixOf(tensor, [1]);
  expect(cellSentence(head, 0, 1)).toBe('1 → 2: 0, masked, exactly 0');
  expect(cellSentence(head, 1, 0)).toBe('2 → 1: 0');
  expect(cellText(0, 'masked', false)).toBe('0');
  expect(cellText(-Infinity, 'masked', true)).toBe('−∞');
});

test('a row may have a scale of its own, unless it is all zero', () => {
  const view = matrixOf({ shape: [2, 2], data: Float32Array.of(0.1, 0.2, 0, 0), kind: 'weights' });
  expect(rowLimit(view, 0)).toBeCloseTo(0.2);
  expect(rowLimit(view, 1)).toBe(1);
});

test('entropy of an even row is all the bits there are, of one key none', () => {
  expect(rowStats(Float32Array.of(0.25, 0.25, 0.25, 0.25, 0), Uint8Array.of(0, 0, 0, 0, 1))).toEqual({
    sum: 1,
    allowed: 4,
    entropyBits: 2,
    mostBits: 2,
  });
  expect(rowStats(Float32Array.of(1, 0)).entropyBits).toBe(0);
});

test('a pasted block is read from spreadsheets, files and code', () => {
  const block = [
    ['1', '2'],
    ['3', '4'],
  ];
  for (const text of ['1\t2\n3\t4\n', '1, 2\r\n3, 4', '1;2\n3;4', '[[1, 2],\n [3, 4]]', '1 2\n3  4']) {
    expect(readBlock(text)).toEqual(block);
  }
  expect(readBlock('1\t\n')).toEqual([['1', '']]);
});
