// Rows of the table, and whose words they are.
import { expect, it } from 'vitest';
import { ids, outputOf, problemOf } from '../../testing/nested';
import { linkNode } from '../../testing/nodeRun';
import { embedding } from './embedding';

const vocabularies = { colours: ['red', 'green', 'blue'] };

it('gives every id its row', async () => {
  const weights = {
    weight: [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
  };
  const rows = await outputOf(embedding, { inputs: { tokens: ids([2, 0, 2], 3) }, params: { width: 2 }, weights });
  expect(rows).toEqual([
    [5, 6],
    [1, 2],
    [5, 6],
  ]);
});

it('has one row for each word of a named vocabulary', () => {
  const params = { vocabulary: 'colours', width: 4 };
  const { traced, sizes } = linkNode(embedding, {
    inputs: { tokens: ids([2, 0], 3) },
    params,
    vocabularies,
  });
  expect(traced.weights.weight?.dims).toEqual(['V', 'd']);
  expect(sizes.V).toBe(3);
});

it('refuses tokens of another vocabulary', () => {
  const problem = problemOf(embedding, {
    inputs: { tokens: ids([2, 0], 7) },
    params: { vocabulary: 'colours' },
    vocabularies,
  });
  expect(problem.message).toBe('the tokens are not of the vocabulary “colours”: 7 is not V');
});

it('says that a vocabulary is missing', () => {
  const problem = problemOf(embedding, { inputs: { tokens: ids([0], 1) }, params: { vocabulary: 'animals' } });
  expect(problem.message).toBe('this graph has no vocabulary “animals”');
});

it('says that a width of 0 is too small', () => {
  const problem = problemOf(embedding, { inputs: { tokens: ids([0], 1) }, params: { width: 0 } });
  expect(problem.message).toBe('width is 0, but must be at least 1');
});
