// A bend in a wire.
import { defineNode } from '../node';

export const reroute = defineNode({
  id: 'reroute',
  title: 'Reroute',
  category: 'note',
  summary: 'Leads a wire around; the values stay as they are.',
  formula: 'y = x',
  inputs: { x: { shape: '*', doc: 'anything' } },
  outputs: { out: { shape: '*', doc: 'the same' } },
  params: {},
  body: (_t, { x }) => ({ out: x }),
  example: { inputs: { x: { shape: [3, 4] } } },
});
