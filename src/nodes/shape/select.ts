// A switch between two wires.
import { defineNode } from '../node';
import { choice } from '../params';

export const select = defineNode({
  id: 'select',
  title: 'Select',
  category: 'shape',
  summary: 'Passes on one of two tensors.',
  formula: String.raw`y = a \quad \text{or} \quad y = b`,
  help: 'Compare two variants of a graph by switching between them.',
  inputs: {
    a: { shape: '*', doc: 'one tensor' },
    b: { shape: '*', doc: 'the other' },
  },
  outputs: { out: { shape: '*', doc: 'the one that use names' } },
  params: { use: choice(['a', 'b'], { doc: 'which one passes' }) },
  tag: ({ use }) => use,
  body: (_t, { a, b }, { use }) => ({ out: use === 'a' ? a : b }),
  example: { inputs: { a: { shape: [3, 4] }, b: { shape: [2] } }, variants: [{ params: { use: 'b' } }] },
});
