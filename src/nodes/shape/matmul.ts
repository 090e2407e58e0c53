// The product of two matrices.
import { defineNode } from '../node';

export const matmul = defineNode({
  id: 'matmul',
  title: 'Matmul',
  category: 'shape',
  summary: 'Multiplies two matrices.',
  formula: String.raw`y_{ij} = \sum_k a_{ik}\, b_{kj}`,
  help: 'The rows of a must be as long as the columns of b. Leading axes must agree; one of size 1 repeats.',
  inputs: {
    a: { shape: '... n k', doc: 'the rows' },
    b: { shape: '... k m', doc: 'the columns' },
  },
  outputs: { out: { shape: '... n m', doc: 'every row times every column' } },
  params: {},
  body: (t, { a, b }) => ({ out: t.matmul(a, b) }),
  example: {
    inputs: { a: { shape: [3, 4] }, b: { shape: [4, 2] } },
    variants: [{ params: {}, inputs: { a: { shape: [2, 3, 4] }, b: { shape: [4, 5] } } }],
  },
});
