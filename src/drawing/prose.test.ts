// Notes: bold and italics, and nothing lost of what is written otherwise.
import { describe, expect, it } from 'vitest';
import { proseRuns } from './prose';

const marked = (line: string): string[] => proseRuns(line).map(({ text, mark }) => `${mark}: ${text}`);

describe('proseRuns', () => {
  it('finds bold and italics', () => {
    expect(marked('**Row i** may *only* look _back_.')).toEqual([
      'bold: Row i',
      'plain:  may ',
      'italic: only',
      'plain:  look ',
      'italic: back',
      'plain: .',
    ]);
  });

  it.each(['2 * 3', 'width_of the key_of', '**open', ''])('leaves %j as it is', (line) => {
    expect(
      proseRuns(line)
        .map(({ text }) => text)
        .join(''),
    ).toBe(line);
    expect(proseRuns(line).every(({ mark }) => mark === 'plain')).toBe(true);
  });
});
