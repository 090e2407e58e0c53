// Words on the canvas.
import { defineNode } from '../node';
import { text } from '../params';

export const note = defineNode({
  id: 'note',
  title: 'Note',
  category: 'note',
  summary: 'Holds a remark for whoever reads the graph.',
  formula: '',
  inputs: {},
  outputs: {},
  params: { text: text('', { control: 'long-text', doc: 'what it says' }) },
  body: () => ({}),
  example: { inputs: {}, params: { text: 'Compare the two heads.' } },
});
