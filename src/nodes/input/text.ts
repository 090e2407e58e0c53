// Written text to token ids.
import { defineNode, NodeError, type Source, type SourceContext } from '../node';
import { choice, text as textParam } from '../params';
import { idsOf, type Split, tokensOf } from '../tokens';
import { namedVocabulary, vocabularyParam } from '../vocabularies';

interface Written {
  readonly text: string;
  readonly split: Split;
  readonly vocabulary: string;
}

function sourceOf({ text, split, vocabulary }: Written, context: SourceContext): Source<'T' | 'V'> {
  const tokens = tokensOf(text, split);
  if (tokens.length === 0) {
    throw new NodeError('the text is empty: type at least one word', { param: 'text', code: 'value' });
  }
  const words = [...new Set(tokens)];
  const V = vocabulary === '' ? { size: words.length, labels: words } : namedVocabulary(context, vocabulary);
  const data = Float32Array.from(idsOf(tokens, V.labels, { name: vocabulary, param: 'text' }));
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
