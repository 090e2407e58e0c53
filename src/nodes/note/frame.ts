// A titled box around nodes.
import { defineNode } from '../node';
import { text } from '../params';

export const frame = defineNode({
  id: 'frame',
  title: 'Frame',
  category: 'note',
  summary: 'Draws a titled box around nodes that belong together.',
  formula: '',
  inputs: {},
  outputs: {},
  params: { title: text('', { max: 256, doc: 'the words on the box' }) },
  body: () => ({}),
  example: { inputs: {}, params: { title: 'Head 1' } },
});
