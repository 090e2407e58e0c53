// One axis more.
import { axisOf, axisParam } from '../axes';
import { defineNode } from '../node';

export const expand = defineNode({
  id: 'expand',
  title: 'Expand',
  category: 'shape',
  adapts: true,
  summary: 'Adds an axis of size 1.',
  formula: String.raw`x \in \mathbb{R}^{d} \to y \in \mathbb{R}^{1 \times d}`,
  help: 'An axis of size 1 repeats in Add and Multiply, so a vector can be added to every row of a matrix.',
  inputs: { x: { shape: '*', doc: 'any tensor' } },
  outputs: { out: { shape: '*', doc: 'the same numbers with one axis more' } },
  params: { axis: axisParam(0, 'where the new axis stands; 0 is first, -1 is last') },
  body: (t, { x }, { axis }) => ({ out: t.unsqueeze(x, axisOf(x, axis, 'x', x.rank + 1)) }),
  example: {
    inputs: { x: { shape: [3, 4] } },
    variants: [
      { params: { axis: -1 } },
      { params: { axis: 1 } },
      { params: { axis: 0 }, inputs: { x: { shape: [] } } },
    ],
  },
});
