// Logits to the likeliest tokens.
import { defineNode } from '../node';
import { likeliest, namedVocabulary, vocabularyParam } from '../vocabularies';

export const argmax = defineNode({
  id: 'argmax',
  title: 'Argmax',
  category: 'training',
  summary: 'Picks the likeliest token of every row.',
  formula: String.raw`y_t = \arg\max_v \ell_{tv}`,
  help: 'The first of several equal ones is taken. With a vocabulary named, the ids read as its words.',
  inputs: { logits: { shape: '... T V', doc: 'one row per position, one column per word' } },
  outputs: { tokens: { shape: '... T', doc: 'one id per position', dtype: 'int', shows: 'tokens' } },
  params: { vocabulary: vocabularyParam('the words of the columns; empty: none are known') },
  source: ({ vocabulary }, context) => ({
    symbols: vocabulary === '' ? {} : { V: namedVocabulary(context, vocabulary) },
    constants: {},
  }),
  body: (t, { logits }, { vocabulary }, { dims }) => ({ tokens: likeliest(t, logits, vocabulary, dims.V) }),
  example: { inputs: { logits: { shape: [3, 5] } } },
});
