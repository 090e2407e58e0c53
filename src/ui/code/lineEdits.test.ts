// Changes of lines give the new text, and leave alone what both have.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PROPERTY_RUNS } from '../../testing/counts';
import { lineEdits } from './lineEdits';

function applied(before: readonly string[], after: readonly string[]): string[] {
  const lines = [...before];
  for (const { from, to, lines: next } of lineEdits(before, after).toReversed()) lines.splice(from, to - from, ...next);
  return lines;
}

it('lead from any text to any other', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', '{', '}'), { maxLength: 30 });
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(applied(before, after)).toEqual(after);
    }),
    { numRuns: PROPERTY_RUNS },
  );
});

it('are several where several places differ', () => {
  const before = ['1', 'x', '3', '4', 'y', '6'];
  expect(lineEdits(before, ['1', '2', '3', '4', '5', '6'])).toEqual([
    { from: 1, to: 2, lines: ['2'] },
    { from: 4, to: 5, lines: ['5'] },
  ]);
  expect(lineEdits(before, before)).toEqual([]);
});

it('are one for texts too long to compare', () => {
  const long = (letter: string): string[] => Array.from({ length: 1200 }, (_, k) => `${letter}${k % 7 ? k : ''}`);
  const [a, b] = [long('a'), long('b')];
  expect(lineEdits(['same', ...a], ['same', ...b])).toEqual([{ from: 1, to: 1201, lines: b }]);
});
