// A walk that is given up, wherever it is, leaves nothing alive.
import { expect, it } from 'vitest';
import { createKernels } from '../kernels/devices';
import type { Loop, OpKernel } from '../kernels/kernel';
import { routine } from '../kernels/routine';
import { tensor } from '../tensor/tensor';
import { add } from './arithmetic';
import { walk } from './walk';

/** Sums of the rows so far, which every step gives, beside the sum that entered it. */
const sums = (): Loop => {
  const adding = { kernel: add.kernel as OpKernel, attrs: {}, args: [1, 2], outs: [3], shapes: [[1, 2]] };
  return {
    body: routine({ shapes: [[], [1, 2], [1, 2], [1, 2]], inputs: [0, 1, 2], instructions: [adding], outputs: [3, 3] }),
    steps: 3,
    reverse: false,
    constants: [],
    sequences: [{ slot: 0, axis: 0 }],
    states: [1],
    finals: [2],
    outputs: [{ slot: 3, axis: 0 }],
    history: [4],
  };
};

it.each(['cpu', 'float64'] as const)('on %s', (backend) => {
  const kernels = createKernels(backend);
  const inputs = [tensor([3, 2], [1, 2, 3, 4, 5, 6]), tensor([1, 2], [0, 0])].map((value) => kernels.upload(value));
  const shapes = [
    [3, 2],
    [1, 2],
    [1, 2],
    [3, 2],
    [3, 1, 2],
  ];
  const whole = routine({ shapes, inputs: [0, 1], instructions: [sums()], outputs: [2, 3, 4] });
  const before = kernels.stats().live;
  for (let turns = 1; ; turns++) {
    const walking = walk(kernels, whole, inputs);
    let step = walking.next();
    for (let k = 1; k < turns && !step.done; k++) step = walking.next();
    if (step.done) break;
    walking.return([]);
    expect([turns, kernels.stats().live]).toEqual([turns, before]);
  }
});
