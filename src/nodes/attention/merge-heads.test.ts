// Heads side by side again.
import { expect, it } from 'vitest';
import { outputOf, problemOf } from '../../testing/nested';
import { linkNode } from '../../testing/nodeRun';
import { mergeHeads } from './merge-heads';

it('undoes Split heads', async () => {
  const x = [
    [
      [1, 2],
      [5, 6],
    ],
    [
      [3, 4],
      [7, 8],
    ],
  ];
  expect(await outputOf(mergeHeads, { inputs: { x } })).toEqual([
    [1, 2, 3, 4],
    [5, 6, 7, 8],
  ]);
});

it('is as wide as all heads together, before any size is known', () => {
  const x = { shape: [2, 3, 4], data: new Array<number>(24).fill(0) };
  expect(linkNode(mergeHeads, { inputs: { x } }).traced.outputs.out?.dims).toEqual(['T', 'd h']);
});

it('needs an axis of heads', () => {
  expect(problemOf(mergeHeads, { inputs: { x: [[1]] } }).message).toMatch(/^x takes h × T × d/);
});
