// The far wall of a container: what leaves it.
import { defineNode } from '../node';
import { ports } from '../params';

export const outputs = defineNode({
  id: 'outputs',
  title: 'Outputs',
  category: 'note',
  summary: 'Hands what the nodes inside give out of a container.',
  formula: '',
  inputs: {},
  outputs: {},
  boundary: 'outputs',
  params: { ports: ports([], { doc: 'ports of the container, and how each is fed' }) },
  body: () => ({}),
  example: { inputs: {} },
});
