// Sums cell by cell.
import { requireElementwise } from '../axes';
import { defineNode } from '../node';

export const add = defineNode({
  id: 'add',
  title: 'Add',
  category: 'shape',
  summary: 'Adds two tensors cell by cell.',
  formula: 'y = a + b',
  help: 'Both need equally many axes; an axis of size 1 repeats, and a single number goes with anything.',
  inputs: {
    a: { shape: '*', doc: 'one tensor' },
    b: { shape: '*', doc: 'the other' },
  },
  outputs: { out: { shape: '*', doc: 'the sums' } },
  params: {},
  body(t, { a, b }) {
    requireElementwise(t, 'Add', a, b);
    return { out: t.add(a, b) };
  },
  example: {
    inputs: { a: { shape: [3, 4] }, b: { shape: [3, 4] } },
    variants: [
      { params: {}, inputs: { a: { shape: [3, 4] }, b: { shape: [1, 4] } } },
      { params: {}, inputs: { a: { shape: [] }, b: { shape: [3, 4] } } },
    ],
  },
});
