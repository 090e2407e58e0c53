// Token ids to rows of a learned table.
import { defineNode } from '../node';
import { integer, text } from '../params';

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
    vocabulary: text('', { control: 'name', doc: 'a vocabulary of this graph; empty: the words of the wired text' }),
  },
  source({ width, vocabulary }, context) {
    const words = vocabulary === '' ? undefined : context.vocabulary(vocabulary);
    const named = words ? { V: { size: words.length, labels: words, key: `vocabulary:${vocabulary}` } } : {};
    return { symbols: { d: { size: width }, ...named }, constants: {} };
  },
  weights: ({ V, d }, { vocabulary }, { tokens }) => ({
    // Without a vocabulary the rows of explicit weights tell how many there are.
    weight: { dims: [vocabulary === '' ? (tokens.type.below ?? '?V') : V, d], init: 'normal' },
  }),
  body: (t, { tokens }, _params, { weights }) => ({ out: t.gather(weights.weight, tokens) }),
  example: { inputs: { tokens: { shape: [3], below: 5 } } },
});
