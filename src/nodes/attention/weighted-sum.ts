// Attention weights applied to values.
import { defineNode } from '../node';

export const weightedSum = defineNode({
  id: 'weighted-sum',
  title: 'Weighted sum',
  category: 'attention',
  summary: 'Mixes the value rows by the attention weights.',
  formula: String.raw`c_i = \sum_j w_{ij}\, v_j`,
  inputs: {
    weights: { shape: '... T S', doc: 'how much each query takes of each value', shows: 'weights' },
    value: { shape: '... S e', doc: 'one row per key' },
  },
  outputs: { context: { shape: '... T e', doc: 'one mixed row per query' } },
  params: {},
  body: (t, { weights, value }) => ({ context: t.matmul(weights, value) }),
  example: {
    inputs: { weights: { shape: [3, 4] }, value: { shape: [4, 2] } },
    variants: [{ params: {}, inputs: { weights: { shape: [2, 3, 4] }, value: { shape: [2, 4, 5] } } }],
  },
});
