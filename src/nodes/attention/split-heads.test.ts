// Which cell goes to which head, and numbers that do not divide.
import { expect, it } from 'vitest';
import { outputOf, problemOf } from '../../testing/nested';
import { linkNode } from '../../testing/nodeRun';
import { splitHeads } from './split-heads';

it('gives each head a run of neighbouring columns', async () => {
  const x = [
    [1, 2, 3, 4],
    [5, 6, 7, 8],
  ];
  expect(await outputOf(splitHeads, { inputs: { x } })).toEqual([
    [
      [1, 2],
      [5, 6],
    ],
    [
      [3, 4],
      [7, 8],
    ],
  ]);
});

it('keeps the length a symbol, and puts heads behind a batch', () => {
  const x = { shape: [2, 3, 4], data: new Array<number>(24).fill(0) };
  const { traced } = linkNode(splitHeads, { inputs: { x } });
  expect(traced.outputs.out?.dims.slice(1)).toEqual([2, 'T', 2]);
});

it('names both numbers when they do not divide', () => {
  const problem = problemOf(splitHeads, { inputs: { x: [[1, 2, 3, 4]] }, params: { heads: 3 } });
  expect(problem.message).toBe('a width of hd = 4 does not divide into 3 heads');
  expect(problem.about.param).toBe('heads');
});
