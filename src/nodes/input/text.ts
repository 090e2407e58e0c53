// Written text to token ids.
import { defineNode, NodeError, type Source, type SourceContext } from '../node';
import { choice, text as textParam } from '../params';
import { namedVocabulary, vocabularyParam } from '../vocabularies';

/** `<end>` and the like stay whole, apostrophes and hyphens inside a word belong to it, any other mark stands alone. */
const WORDS = /<[\p{L}\p{N}_]+>|[\p{L}\p{M}\p{N}_]+(?:['’-][\p{L}\p{M}\p{N}_]+)*|[^\s]/gu;

function tokensOf(written: string, split: 'words' | 'characters'): string[] {
  // A letter with an accent is one character however it was typed.
  const composed = written.normalize('NFC');
  if (split === 'words') return composed.match(WORDS) ?? [];
  if (composed.trim() === '') return [];
  return Array.from(new Intl.Segmenter().segment(composed), ({ segment }) => segment);
}

function missing(word: string, vocabulary: string): NodeError {
  return new NodeError(`“${word}” is not in the vocabulary “${vocabulary}”`, {
    param: 'text',
    code: 'value',
    advice: 'Use another word, or add it to the vocabulary.',
  });
}

interface Written {
  readonly text: string;
  readonly split: 'words' | 'characters';
  readonly vocabulary: string;
}

function sourceOf({ text, split, vocabulary }: Written, context: SourceContext): Source<'T' | 'V'> {
  const tokens = tokensOf(text, split);
  if (tokens.length === 0) {
    throw new NodeError('the text is empty: type at least one word', { param: 'text', code: 'value' });
  }
  const words = [...new Set(tokens)];
  const V = vocabulary === '' ? { size: words.length, labels: words } : namedVocabulary(context, vocabulary);
  const ids = new Map(V.labels.map((word, id) => [word, id]));
  const data = Float32Array.from(tokens, (word) => {
    const id = ids.get(word);
    if (id === undefined) throw missing(word, vocabulary);
    return id;
  });
  return {
    symbols: { T: { size: tokens.length, labels: tokens }, V },
    constants: { tokens: { dims: ['T'], data, dtype: 'int', below: 'V' } },
  };
}

export const text = defineNode({
  id: 'text',
  title: 'Text',
  category: 'input',
  summary: 'Splits a text into tokens.',
  formula: String.raw`\mathrm{tokens} = (w_1, \dots, w_T)`,
  help: 'Every punctuation mark is a token of its own, but an apostrophe or a hyphen inside a word belongs to it. The vocabulary is the words of the text in order of first appearance, unless one is named.',
  inputs: {},
  outputs: { tokens: { shape: 'T', doc: 'one id per token', dtype: 'int', shows: 'tokens' } },
  params: {
    text: textParam('Your journey starts with one step', { control: 'long-text', doc: 'what is to be read' }),
    split: choice(['words', 'characters'], { doc: 'what a token is' }),
    vocabulary: vocabularyParam('a vocabulary of this graph; empty: the words of this text'),
  },
  source: sourceOf,
  body: (_t, _inputs, _params, { constants: { tokens } }) => ({ tokens: tokens as NonNullable<typeof tokens> }),
  example: {
    inputs: {},
    params: { text: 'to be, or not to be' },
    variants: [{ params: { text: 'to be', split: 'characters' } }],
  },
});
