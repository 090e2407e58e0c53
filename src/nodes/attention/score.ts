// Queries against keys.
import type { Dim } from '../../tensor/dim';
import { defineNode, NodeError, type Weights } from '../node';
import { choice, integer } from '../params';

/** Vaswani et al. 2017 (dot, scaled-dot), Luong et al. 2015 (general), Bahdanau et al. 2014 (additive). */
const KINDS = ['dot', 'scaled-dot', 'general', 'additive'] as const;

function weightsOf(d: Dim, e: Dim, kind: (typeof KINDS)[number], units: number): Weights {
  if (kind === 'general') return { weight: { dims: [d, e], init: 'torch-linear' } };
  if (kind !== 'additive') return {};
  return {
    weight_query: { dims: [d, units], init: 'torch-linear' },
    weight_key: { dims: [e, units], init: 'torch-linear' },
    v: { dims: [units], init: 'torch-linear', fan: { in: units } },
  };
}

export const score = defineNode({
  id: 'score',
  title: 'Score',
  category: 'attention',
  summary: 'Compares every query with every key.',
  formula: String.raw`s_{ij} = q_i \cdot k_j`,
  help: 'scaled-dot divides by the square root of the width. general puts a weight matrix between query and key, so their widths may differ. additive is Bahdanau’s: v · tanh(q Wq + k Wk).',
  inputs: {
    query: { shape: '... T d', doc: 'one row per position that asks' },
    key: { shape: '... S e', doc: 'one row per position that may be looked at' },
  },
  outputs: { scores: { shape: '... T S', doc: 'how well each key answers each query' } },
  params: {
    kind: choice(KINDS, { doc: 'how a query and a key are compared' }),
    units: integer(8, { min: 1, max: 4096, doc: 'width of the hidden layer', when: ({ kind }) => kind === 'additive' }),
  },
  tag: ({ kind }) => kind,
  weights: ({ d, e }, { kind, units }) => weightsOf(d, e, kind, units),
  body(t, { query, key }, { kind }, { dims, weights }) {
    if (kind === 'additive') {
      const q = t.unsqueeze(t.matmul(query, weights.weight_query as never), -2);
      const k = t.unsqueeze(t.matmul(key, weights.weight_key as never), -3);
      return { scores: t.sum(t.mul(t.tanh(t.add(q, k)), weights.v as never), [-1]) };
    }
    if (kind !== 'general' && !t.same(dims.d, dims.e)) {
      throw new NodeError('Score needs rows of equal width', {
        ports: ['query', 'key'],
        clash: [dims.d, dims.e],
        code: 'shape',
        advice: 'A dot product needs the same last dim.',
      });
    }
    const asked = kind === 'general' ? t.matmul(query, weights.weight as never) : query;
    const scores = t.matmul(asked, t.transpose(key));
    return { scores: kind === 'scaled-dot' ? t.div(scores, t.sqrt(t.size(dims.d))) : scores };
  },
  example: {
    inputs: { query: { shape: [3, 4] }, key: { shape: [5, 4] } },
    variants: KINDS.map((kind) => ({ params: { kind, units: 3 } })),
  },
});
