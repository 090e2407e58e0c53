// The rows of all heads beside one another again.
import { mulDim } from '../../tensor/dim';
import { defineNode } from '../node';

export const mergeHeads = defineNode({
  id: 'merge-heads',
  title: 'Merge heads',
  category: 'attention',
  summary: 'Puts the rows of all heads beside one another.',
  formula: String.raw`x \in \mathbb{R}^{h \times T \times d} \to x' \in \mathbb{R}^{T \times hd}`,
  inputs: { x: { shape: '... h T d', doc: 'one tensor of rows per head' } },
  outputs: { out: { shape: '... T hd', doc: 'one wide row per token' } },
  params: {},
  body(t, { x }, _params, { dims: { h, T, d } }) {
    const lead = x.dims.slice(0, -3);
    const n = lead.length;
    const byToken = t.permute(x, [...lead.keys(), n + 1, n, n + 2]);
    return { out: t.reshape(byToken, [...lead, T, mulDim(h, d)]) };
  },
  example: {
    inputs: { x: { shape: [2, 3, 4] } },
    variants: [{ params: {}, inputs: { x: { shape: [2, 3, 4, 5] } } }],
  },
});
