// A stretch of one axis.
import { addDim, type Dim, subDim } from '../../tensor/dim';
import { axisOf, axisParam, sizeWords } from '../axes';
import { defineNode, NodeError, type NodeOps } from '../node';
import { integer } from '../params';

/** A position counted from the front, whichever end it was given from; `zero` is what 0 stands for. */
const fromFront = (size: Dim, position: number, zero: Dim): Dim =>
  position === 0 ? zero : position < 0 ? addDim(size, position) : position;

function requireInside(t: NodeOps, dim: Dim, start: number, end: number): void {
  if (start === 0 && end === 0) return;
  const size = t.concrete(dim);
  const [from, to] = [fromFront(size, start, 0) as number, fromFront(size, end, size) as number];
  const param = from < 0 || from >= size ? 'start' : to < 0 || to > size ? 'end' : undefined;
  if (param) {
    throw new NodeError(`${param} ${param === 'start' ? start : end} lies outside an axis of ${sizeWords(dim, size)}`, {
      ports: ['x'],
      param,
      code: 'param',
      advice:
        param === 'start'
          ? `Give a number from ${-size} to ${size - 1}.`
          : `Give a number from ${1 - size} to ${size}.`,
    });
  }
  if (from < to) return;
  throw new NodeError(`nothing is left between start ${start} and end ${end} of an axis of ${sizeWords(dim, size)}`, {
    ports: ['x'],
    param: 'end',
    code: 'param',
    advice: 'Let end lie behind start.',
  });
}

export const slice = defineNode({
  id: 'slice',
  title: 'Slice',
  category: 'shape',
  summary: 'Keeps a stretch of one axis.',
  formula: String.raw`y_{i} = x_{\mathrm{start} + i}`,
  help: 'start is the first position that stays, end the first that goes, both counted from 0. Negative ones count from the end, and an end of 0 means to the end: start -1 keeps the last, end -1 drops it.',
  inputs: { x: { shape: '*', doc: 'any tensor with axes' } },
  outputs: { out: { shape: '*', doc: 'the same axes, one of them shorter' } },
  params: {
    axis: axisParam(0, 'which axis; -1 is the last'),
    start: integer(0, { doc: 'the first position that stays; negative counts from the end' }),
    end: integer(0, { doc: 'the first position that goes; negative counts from the end, 0 means to the end' }),
  },
  body(t, { x }, { axis, start, end }) {
    const at = axisOf(x, axis, 'x');
    const size = x.dims[at] as Dim;
    requireInside(t, size, start, end);
    const from = fromFront(size, start, 0);
    return { out: t.slice(x, at, from, subDim(fromFront(size, end, size), from)) };
  },
  example: {
    inputs: { x: { shape: [5, 3] } },
    params: { start: 1, end: 4 },
    variants: [
      { params: { start: -2, end: 0 } },
      { params: { axis: -1, start: 0, end: -1 } },
      { params: { start: 0, end: 0 } },
    ],
  },
});
