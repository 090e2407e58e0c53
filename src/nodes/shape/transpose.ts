// Axes in another order.

import type { Value } from '../../ops/value';
import { showDims } from '../../tensor/tensor';
import { defineNode, NodeError } from '../node';
import { axes as axesParam } from '../params';

/** The order that `axes` names, counted from 0; none named swaps the last two. */
function orderOf(x: Value, axes: readonly number[]): number[] {
  const swapped = [...x.dims.keys()];
  if (axes.length === 0 && x.rank > 1) return [...swapped.slice(0, -2), x.rank - 1, x.rank - 2];
  const order = axes.map((axis) => (axis < 0 ? axis + x.rank : axis));
  const complete = order.length === x.rank && swapped.every((axis) => order.includes(axis));
  if (complete && x.rank > 0) return order;
  const sentence =
    axes.length === 0
      ? `swapping the last two axes needs two, but x is ${showDims(x.dims)}`
      : `axes ${axes.join(', ')} do not name each axis of ${showDims(x.dims)} once`;
  throw new NodeError(sentence, {
    ports: ['x'],
    param: 'axes',
    code: 'param',
    advice: axes.length === 0 ? 'Add an axis with Expand.' : `Name the axes 0 to ${x.rank - 1} in the order you want.`,
  });
}

export const transpose = defineNode({
  id: 'transpose',
  title: 'Transpose',
  category: 'shape',
  adapts: true,
  summary: 'Puts the axes in another order.',
  formula: 'y_{ji} = x_{ij}',
  inputs: { x: { shape: '*', doc: 'at least two axes' } },
  outputs: { out: { shape: '*', doc: 'the same numbers, rows and columns exchanged' } },
  params: { axes: axesParam({ doc: 'the axes in their new order, such as 0, 2, 1; empty swaps the last two' }) },
  body: (t, { x }, { axes }) => ({ out: t.permute(x, orderOf(x, axes)) }),
  example: {
    inputs: { x: { shape: [3, 4] } },
    variants: [{ params: { axes: [2, 0, 1] }, inputs: { x: { shape: [2, 3, 4] } } }],
  },
});
