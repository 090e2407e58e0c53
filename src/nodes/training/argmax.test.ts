// The likeliest ids, and whose words they are.
import { expect, it } from 'vitest';
import { given, outputOf, problemOf } from '../../testing/nested';
import { linkNode } from '../../testing/nodeRun';
import { argmax } from './argmax';

const logits = [
  [0, 3, -1],
  [2, 2, 2],
  [Number.NEGATIVE_INFINITY, -5, -4],
];
const vocabularies = { colours: ['red', 'green', 'blue'], sizes: ['small', 'large'] };

it('picks the largest of every row, the first among equals', async () => {
  expect(await outputOf(argmax, { inputs: { logits } })).toEqual([1, 0, 2]);
});

it('gives ids of the named vocabulary', () => {
  const setting = { inputs: { logits: given([[1, 2, 3]]) }, vocabularies };
  const type = linkNode(argmax, { ...setting, params: { vocabulary: 'colours' } }).traced.outputs.tokens;
  expect(type).toEqual({ dims: ['T'], dtype: 'int', below: 'V' });
});

it('says that there are not as many columns as words', () => {
  const problem = problemOf(argmax, { inputs: { logits }, params: { vocabulary: 'sizes' }, vocabularies });
  expect(problem.message).toMatch(/^the columns of the logits are not the words of “sizes”/);
});
