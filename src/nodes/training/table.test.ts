// What may be pasted, and what is refused in words.
import { expect, it } from 'vitest';
import type { Dataset } from '../dataset';
import { withDefaults } from '../trace';
import { table } from './table';

const make = (params: Record<string, unknown>, words?: readonly string[]): Dataset =>
  table.dataset?.(withDefaults(table as never, params) as never, { vocabulary: () => words }) as Dataset;

it('takes commas, quotes and tabs', () => {
  const words = (pairs: string) => make({ pairs, heldOut: 0.5 }).vocabularies.V.labels.slice(3).join(' ');
  expect(words('a b,c\nd,e')).toBe('a b d');
  expect(words('"a, ""b""",c\nd,e')).toBe('a , " b d');
  expect(words('a,b\tc\nd\te')).toBe('a , b d');
});

it('counts a question that stands twice once', () => {
  const { training, heldOut } = make({ pairs: 'a,b\na,c\nd,e', heldOut: 0.5 });
  expect(training.size + heldOut.size).toBe(2);
});

it('takes characters', () => {
  expect(make({ pairs: 'ab,c\nba,d', split: 'characters', heldOut: 0.5 }).longest).toEqual({ T: 2, S: 2 });
});

it.each([
  [{ pairs: 'a,b\nc\nd,e' }, 'row 2 has one cell, not two'],
  [{ pairs: 'a,b\nc,d,e' }, 'row 2 has 3 cells, not two'],
  [{ pairs: 'a,b\nc,' }, 'row 2 has an empty cell'],
  [{ pairs: 'a,b' }, 'there are fewer than two pairs'],
  [{ pairs: 'a,b\nc,d', heldOut: 0 }, 'nothing is held out, so nothing could be judged'],
  [{ pairs: 'a,b\nc,d', heldOut: 0.5, row: 3 }, 'there is no pair 3'],
])('%j: %s', (params, sentence) => {
  expect(() => make(params)).toThrow(sentence);
});

it('refuses a target outside the vocabulary', () => {
  const words = ['<pad>', '<start>', '<end>', 'a', 'b', 'c'];
  const params = { pairs: 'a,b\nc,d', heldOut: 0.5, targetVocabulary: 'few' };
  expect(() => make(params, words)).toThrow('“d” is not in the vocabulary “few”');
});
