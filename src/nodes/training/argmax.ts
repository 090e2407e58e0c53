// Logits to the likeliest tokens.
import type { Dim } from '../../tensor/dim';
import { defineNode, NodeError } from '../node';
import { namedVocabulary, vocabularyParam } from '../vocabularies';

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
  body(t, { logits }, { vocabulary }, { dims: { V } }) {
    const columns = logits.dims.at(-1) as Dim;
    if (vocabulary !== '' && !t.same(columns, V)) {
      throw new NodeError(`the columns of the logits are not the words of “${vocabulary}”: ${columns} is not ${V}`, {
        ports: ['logits'],
        param: 'vocabulary',
        clash: [columns, V],
        code: 'shape',
        advice: 'Give the logits one column for each word.',
      });
    }
    // Seen with V columns, so that the ids carry the words.
    return { tokens: t.argmax(t.reshape(logits, [...logits.dims.slice(0, -1), V])) };
  },
  example: { inputs: { logits: { shape: [3, 5] } } },
});
