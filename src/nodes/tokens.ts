// How written text becomes tokens, and tokens ids. Knows no node type.
import { NodeError } from './node';

export type Split = 'words' | 'characters';

/** `<end>` and the like stay whole, apostrophes and hyphens inside a word belong to it, any other mark stands alone. */
const WORDS = /<[\p{L}\p{N}_]+>|[\p{L}\p{M}\p{N}_]+(?:['’-][\p{L}\p{M}\p{N}_]+)*|[^\s]/gu;

export function tokensOf(written: string, split: Split): string[] {
  // A letter with an accent is one character however it was typed.
  const composed = written.normalize('NFC');
  if (split === 'words') return composed.match(WORDS) ?? [];
  if (composed.trim() === '') return [];
  return Array.from(new Intl.Segmenter().segment(composed), ({ segment }) => segment);
}

export const missingWord = (word: string, vocabulary: string, param: string): NodeError =>
  new NodeError(`“${word}” is not in the vocabulary “${vocabulary}”`, {
    param,
    code: 'value',
    advice: 'Use another word, or add it to the vocabulary.',
  });

/** Ids of words; throws NodeError about the first that the vocabulary lacks. */
export function idsOf(
  words: readonly string[],
  vocabulary: readonly string[],
  about: { readonly name: string; readonly param: string },
): number[] {
  const ids = new Map(vocabulary.map((word, id) => [word, id]));
  return words.map((word) => {
    const id = ids.get(word);
    if (id === undefined) throw missingWord(word, about.name, about.param);
    return id;
  });
}
