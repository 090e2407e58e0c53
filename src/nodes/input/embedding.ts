// Token ids to rows of a learned table.
import { defineNode, NodeError } from '../node';
import { integer } from '../params';
import { namedVocabulary, vocabularyParam } from '../vocabularies';

export const embedding = defineNode({
  id: 'embedding',
  title: 'Embedding',
  category: 'input',
  summary: 'Gives every token its row of numbers.',
  formula: String.raw`x_t = E_{\mathrm{token}_t}`,
  help: 'The table has one row for each word of the vocabulary: that of the wired text unless a vocabulary is named.',
  inputs: { tokens: { shape: '... T', doc: 'token ids', dtype: 'int' } },
  outputs: { out: { shape: '... T d', doc: 'one row per token' } },
  params: {
    width: integer(3, { min: 1, max: 65_536, doc: 'numbers per token' }),
    vocabulary: vocabularyParam('a vocabulary of this graph; empty: the words of the wired text'),
  },
  source({ width, vocabulary }, context) {
    const named = vocabulary === '' ? {} : { V: namedVocabulary(context, vocabulary) };
    return { symbols: { d: { size: width }, ...named }, constants: {} };
  },
  weights: ({ V, d }, { vocabulary }, { tokens }) => ({
    // Without a vocabulary the rows of explicit weights tell how many there are.
    weight: { dims: [vocabulary === '' ? (tokens.type.below ?? '?V') : V, d], init: 'normal' },
  }),
  body(t, { tokens }, { vocabulary }, { weights, dims: { V } }) {
    const { below } = tokens.type;
    if (vocabulary !== '' && below !== undefined && !t.same(below, V)) {
      throw new NodeError(`the tokens are not of the vocabulary “${vocabulary}”: ${below} is not ${V}`, {
        ports: ['tokens'],
        param: 'vocabulary',
        clash: [below, V],
        code: 'shape',
        advice: 'Name the same vocabulary here and where the tokens come from.',
      });
    }
    return { out: t.gather(weights.weight, tokens) };
  },
  example: { inputs: { tokens: { shape: [3], below: 5 } } },
});
