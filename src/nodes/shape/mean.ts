// The average along an axis.
import { axisOf, axisParam } from '../axes';
import { defineNode } from '../node';

export const mean = defineNode({
  id: 'mean',
  title: 'Mean',
  category: 'shape',
  summary: 'Averages along one axis, which goes away.',
  formula: String.raw`y = \frac{1}{n} \sum_{i=1}^{n} x_i`,
  inputs: { x: { shape: '*', doc: 'any tensor with axes' } },
  outputs: { out: { shape: '*', doc: 'one axis less' } },
  params: { axis: axisParam(-1, 'along which axis; -1 is the last') },
  body: (t, { x }, { axis }) => ({ out: t.mean(x, [axisOf(x, axis, 'x')]) }),
  example: { inputs: { x: { shape: [3, 4] } }, variants: [{ params: { axis: 0 } }] },
});
