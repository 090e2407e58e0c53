// Scores to attention weights.
import { defineNode } from '../node';
import { number } from '../params';

export const softmax = defineNode({
  id: 'softmax',
  title: 'Softmax',
  category: 'attention',
  summary: 'Turns each row of scores into weights that sum to one.',
  formula: String.raw`w_{ij} = \frac{e^{s_{ij}/\tau}}{\sum_k e^{s_{ik}/\tau}}`,
  help: 'A forbidden score gets a weight of exactly 0. A row in which every score is forbidden becomes all zeros instead of NaN.',
  inputs: { scores: { shape: '... T S', doc: 'one row per query' } },
  outputs: {
    weights: { shape: '... T S', doc: 'each row sums to one, or is all zero if fully masked', shows: 'weights' },
  },
  params: { temperature: number(1, { min: 0.01, max: 100, doc: 'higher is flatter' }) },
  body(t, { scores }, { temperature }) {
    return { weights: t.softmax(temperature === 1 ? scores : t.div(scores, temperature)) };
  },
  example: { inputs: { scores: { shape: [3, 4] } }, variants: [{ params: { temperature: 2 } }] },
});
