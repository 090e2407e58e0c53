// The sizes that clash are found in the sentences that problems say.
import { describe, expect, it } from 'vitest';
import { clashRuns } from './clashRuns';

const red = (sentence: string, clashes: string[]): string[] =>
  clashRuns(sentence, clashes)
    .filter(({ clash }) => clash)
    .map(({ at, text }) => `${text} at ${at}`);

describe('clashRuns', () => {
  it('marks the clashing size of each shape, not the names before the equals sign', () => {
    const sentence = 'query is T × 2 = 6 × 2 and key is T × 3 = 6 × 3.';
    expect(red(sentence, ['2', '3'])).toEqual(['2 at 21', '3 at 46']);
  });

  it('marks the size of a vector', () => {
    expect(red('valid is S = 4 and scores is 6 × 6.', ['4', '6'])).toEqual(['4 at 13', '6 at 33']);
  });

  it('gives back the whole sentence where nothing clashes', () => {
    expect(clashRuns('nothing is wired to key', [])).toEqual([
      { at: 0, text: 'nothing is wired to key', clash: false },
    ]);
  });
});
