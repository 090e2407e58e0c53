// What a node inside of a loop gives as one row a step, as the whole matrix that it fills row by row. Pure.

import { splitPort } from '../../drawing/ports';
import { portTensor } from '../../drawing/portTensor';
import type { ShownValue, Steps, Values } from '../../drawing/steps';
import { loopsAround, valueAtStep } from '../../drawing/stepValue';
import { NOT_YET, type ValueTensor } from '../../drawing/valueTensor';
import type { Checked } from '../../execution/checked';
import type { PortName } from '../../worker/messages';
import { isReached, type Loop, loopOf } from './loop';

export interface RowsByStep {
  /** [..., steps, S]; rows that the chosen step has not reached are empty and marked so. */
  readonly tensor: ValueTensor;
  readonly loop: Loop;
}

interface Made extends RowsByStep {
  readonly row: ValueTensor;
}

/** What was made of a value last stays with it: the same object while nothing about it changes. */
const made = new WeakMap<ShownValue, Made>();

/** Undefined for anything but numbers inside of a loop, one row a step. */
export function rowsByStep(checked: Checked, values: Values, name: PortName, steps: Steps): RowsByStep | undefined {
  const loops = loopsAround(checked, splitPort(name)[0]);
  const container = loops.at(-1);
  const row = portTensor(checked, values, name, steps);
  const stacked = values[name];
  if (container === undefined || !stacked || !row || row.kind === 'tokens' || row.shape.at(-2) !== 1) return undefined;
  const loop = loopOf(checked, values, container, steps);
  if (!loop) return undefined;
  const all = valueAtStep(stacked, loops.slice(0, -1), steps);
  const before = made.get(all);
  if (before?.row === row && JSON.stringify(before.loop) === JSON.stringify(loop)) return before;
  const alignment = { row, loop, tensor: rowByRow(row, all.data, loop) };
  made.set(all, alignment);
  return alignment;
}

/** [steps, ..., 1, S] to [..., steps, S]. */
function rowByRow(row: ValueTensor, stacked: Float32Array, loop: Loop): ValueTensor {
  const cols = row.shape.at(-1) as number;
  const lead = row.shape.slice(0, -2);
  const size = row.data.length;
  const data = new Float32Array(loop.count * size);
  const masked = new Uint8Array(data.length);
  for (let step = 0; step < loop.count; step++) {
    for (let matrix = 0; matrix * cols < size; matrix++) {
      const to = (matrix * loop.count + step) * cols;
      const from = step * size + matrix * cols;
      if (isReached(loop, step)) data.set(stacked.subarray(from, from + cols), to);
      else masked.fill(NOT_YET, to, to + cols);
      // What a mask forbids it forbids at every step: padded words.
      if (row.masked && isReached(loop, step)) masked.set(row.masked.subarray(0, cols), to);
    }
  }
  const words = loop.words ?? Array.from({ length: loop.count }, (_, step) => `step ${step + 1}`);
  return { ...row, shape: [...lead, loop.count, cols], data, masked, rowLabels: words, rowLetter: '' };
}
