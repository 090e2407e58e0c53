// What a text becomes: tokens, words, ids, and the sentences when it cannot.
import { describe, expect, it } from 'vitest';
import { outputOf, problemOf } from '../../testing/nested';
import { linkNode } from '../../testing/nodeRun';
import type { NodeError, SymbolSpec } from '../node';
import { text } from './text';

const split = (written: string, how: 'words' | 'characters' = 'words') =>
  text.source?.({ text: written, split: how, vocabulary: '' }, { vocabulary: () => undefined })?.symbols as Record<
    'T' | 'V',
    SymbolSpec
  >;
const tokens = (written: string, how?: 'words' | 'characters') => split(written, how).T.labels;

describe('words', () => {
  it.each([
    ['Your journey starts.', ['Your', 'journey', 'starts', '.']],
    ['the mat, which (was) next!?', ['the', 'mat', ',', 'which', '(', 'was', ')', 'next', '!', '?']],
    ['don’t re-read  it', ['don’t', 're-read', 'it']],
    ['-3 - 4.5', ['-', '3', '-', '4', '.', '5']],
    ['Grüße, Ärzte 世界', ['Grüße', ',', 'Ärzte', '世界']],
    ['vier <end>', ['vier', '<end>']],
    ['a < b', ['a', '<', 'b']],
    ['e\u0301te\u0301', ['\u00e9t\u00e9']],
  ])('%s', (written, expected) => {
    expect(tokens(written)).toEqual(expected);
  });

  it('stand in the vocabulary once, in order of first appearance, case kept', async () => {
    expect(split('The cat saw the cat').V.labels).toEqual(['The', 'cat', 'saw', 'the']);
    expect(await outputOf(text, { params: { text: 'The cat saw the cat' } })).toEqual([0, 1, 2, 3, 1]);
  });
});

it('splits into characters as people see them', () => {
  expect(tokens('ab a', 'characters')).toEqual(['a', 'b', ' ', 'a']);
  expect(tokens('👩‍🔬e\u0301', 'characters')).toEqual(['👩‍🔬', '\u00e9']);
});

it('gives ids below the size of its vocabulary, under symbols', () => {
  const { traced, sizes } = linkNode(text, { params: { text: 'to be or not to be' } });
  expect(traced.outputs.tokens).toEqual({ dims: ['T'], dtype: 'int', below: 'V' });
  expect(sizes).toEqual({ T: 6, V: 4 });
});

describe('a named vocabulary', () => {
  const vocabularies = { colours: ['red', 'green', 'blue'] };
  const params = { text: 'blue red', vocabulary: 'colours' };

  it('numbers the words', async () => {
    expect(await outputOf(text, { params, vocabularies })).toEqual([2, 0]);
    expect(linkNode(text, { params, vocabularies }).sizes.V).toBe(3);
  });

  it('is one symbol for every node that names it', () => {
    const source = text.source?.({ ...params, split: 'words' }, { vocabulary: () => vocabularies.colours });
    expect(source?.symbols.V?.key).toBe('vocabulary:colours');
  });

  it('lacks a word, which is named', () => {
    const problem = problemOf(text, { params: { ...params, text: 'red pink' }, vocabularies });
    expect(problem.message).toBe('“pink” is not in the vocabulary “colours”');
  });

  it('is missing', () => {
    expect(problemOf(text, { params }).message).toBe('this graph has no vocabulary “colours”');
  });
});

it.each(['', '  \n'])('says that the text is empty', (written) => {
  for (const how of ['words', 'characters']) {
    const problem: NodeError = problemOf(text, { params: { text: written, split: how } });
    expect(problem.message).toBe('the text is empty: type at least one word');
    expect(problem.about.param).toBe('text');
  }
});
