// An axis backwards.
import { axisOf, axisParam } from '../axes';
import { defineNode } from '../node';

export const reverse = defineNode({
  id: 'reverse',
  title: 'Reverse',
  category: 'shape',
  summary: 'Turns one axis around.',
  formula: 'y_i = x_{n - 1 - i}',
  inputs: { x: { shape: '*', doc: 'any tensor with axes' } },
  outputs: { out: { shape: '*', doc: 'the same shape, last first' } },
  params: { axis: axisParam(0, 'which axis; -1 is the last') },
  body: (t, { x }, { axis }) => ({ out: t.flip(x, axisOf(x, axis, 'x')) }),
  example: { inputs: { x: { shape: [3, 4] } }, variants: [{ params: { axis: -1 } }] },
});
