// The near wall of a container: what enters it.
import { defineNode } from '../node';
import { ports } from '../params';

export const inputs = defineNode({
  id: 'inputs',
  title: 'Inputs',
  category: 'note',
  summary: 'Hands what enters a container to the nodes inside.',
  formula: '',
  inputs: {},
  outputs: {},
  boundary: 'inputs',
  params: { ports: ports([], { doc: 'ports of the container, and how each is fed' }) },
  body: () => ({}),
  example: { inputs: {} },
});
