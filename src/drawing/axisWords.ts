// The words beside rows and over columns: labels where there are some, else the axis letter with the position.
/** `count` words: the labels as far as they go, then `d4`, `d5` ... (from 1); a bare number without a letter. */
export function axisWords(count: number, labels?: readonly string[], letter = ''): string[] {
  return Array.from({ length: count }, (_, at) => labels?.[at] ?? `${letter}${at + 1}`);
}

const SEGMENTS = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** At most `most` characters as people count them, the last one an ellipsis where something was cut. */
export function truncateWord(word: string, most: number): string {
  if (word.length <= most) return word;
  const characters = Array.from(SEGMENTS.segment(word), ({ segment }) => segment);
  return characters.length <= most ? word : `${characters.slice(0, Math.max(1, most - 1)).join('')}…`;
}

/** Blank tokens (spaces, line ends) would be invisible words: they are shown as signs. */
export const visibleWord = (word: string): string =>
  word === ''
    ? '∅'
    : word
        .replaceAll('\n', '↵')
        .replaceAll('\t', '⇥')
        .replace(/^ +$/, (all) => '␣'.repeat(all.length));
