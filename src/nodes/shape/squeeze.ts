// One axis less.
import type { Dim } from '../../tensor/dim';
import { showDims } from '../../tensor/tensor';
import { axisOf, axisParam } from '../axes';
import { defineNode, NodeError } from '../node';

export const squeeze = defineNode({
  id: 'squeeze',
  title: 'Squeeze',
  category: 'shape',
  adapts: true,
  summary: 'Drops an axis of size 1.',
  formula: String.raw`x \in \mathbb{R}^{1 \times d} \to y \in \mathbb{R}^{d}`,
  inputs: { x: { shape: '*', doc: 'a tensor with an axis of size 1' } },
  outputs: { out: { shape: '*', doc: 'the same numbers with one axis less' } },
  params: { axis: axisParam(0, 'which axis goes; -1 is the last') },
  body(t, { x }, { axis }) {
    const at = axisOf(x, axis, 'x');
    const dim = x.dims[at] as Dim;
    if (t.same(dim, 1)) return { out: t.squeeze(x, at) };
    throw new NodeError(`only an axis of size 1 can be dropped, but axis ${axis} of ${showDims(x.dims)} is ${dim}`, {
      ports: ['x'],
      param: 'axis',
      clash: [dim, 1],
      code: 'shape',
      advice: 'Use Slice to keep one position of it, or Mean to average it.',
    });
  },
  example: {
    inputs: { x: { shape: [1, 4] } },
    variants: [{ params: { axis: -1 }, inputs: { x: { shape: [3, 1] } } }],
  },
});
