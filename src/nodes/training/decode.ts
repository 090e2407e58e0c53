// Logits to words, greedily.
import { defineNode, NodeError } from '../node';
import { likeliest, namedVocabulary, vocabularyParam } from '../vocabularies';

export const decode = defineNode({
  id: 'decode',
  title: 'Decode',
  category: 'training',
  summary: 'Reads every row of logits as the word that it finds likeliest.',
  formula: String.raw`y_t = \arg\max_v \ell_{tv}`,
  help: 'Greedy decoding: what a decoder feeds back as its next input. The words are those of the named vocabulary.',
  inputs: { logits: { shape: '... T V', doc: 'one row per position, one column per word' } },
  outputs: { tokens: { shape: '... T', doc: 'one word per position', dtype: 'int', shows: 'tokens' } },
  params: { vocabulary: vocabularyParam('the words of the columns') },
  source({ vocabulary }, context) {
    if (vocabulary === '') {
      throw new NodeError('no vocabulary is named', {
        param: 'vocabulary',
        code: 'param',
        advice: 'Name the vocabulary whose words the columns are, or use Argmax for plain ids.',
      });
    }
    return { symbols: { V: namedVocabulary(context, vocabulary) }, constants: {} };
  },
  body: (t, { logits }, { vocabulary }, { dims }) => ({ tokens: likeliest(t, logits, vocabulary, dims.V) }),
  example: {
    inputs: { logits: { shape: [3, 5] } },
    params: { vocabulary: 'words' },
    vocabularies: { words: ['a', 'b', 'c', 'd', 'e'] },
  },
});
