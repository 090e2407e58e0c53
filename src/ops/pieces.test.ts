// Long launches on the processor in pieces: the same cells, with turns for others in between, and nothing kept when given up.
import { expect, it } from 'vitest';
import { createKernels } from '../kernels/devices';
import type { Buffer, Execution, OpKernel, Shape } from '../kernels/kernel';
import { routine } from '../kernels/routine';
import { count, tensor } from '../tensor/tensor';
import { add } from './arithmetic';
import { softmax } from './reduction';

const filled = (shape: Shape) =>
  tensor(
    shape,
    Float32Array.from({ length: count(shape) }, (_, i) => (i % 1000) / 100),
  );

/** Cells, and how many turns others had meanwhile. */
async function inSteps(backend: 'cpu' | 'webasm', op: typeof add, shape: Shape, args: number) {
  const kernels = createKernels(backend);
  const x = kernels.upload(filled(shape));
  const running = kernels.steps?.(op.kernel as OpKernel, new Array(args).fill(x), {}, [shape]);
  if (!running) throw new Error(`${backend} has no steps`);
  let turns = 0;
  let step = running.next();
  for (; !step.done; step = running.next()) turns += 1;
  const cells = await kernels.read(step.value[0] as never);
  kernels.dispose();
  return { cells, turns };
}

// A few cells more than whole pieces, so that the last one overlaps the one before.
it.each([
  ['cpu', 5],
  ['webasm', 3],
] as const)('cells of %s that are computed one by one', async (backend, pieces) => {
  const { cells, turns } = await inSteps(backend, add, [2 ** 22 + 5], 2);
  expect(turns).toBe(pieces);
  const wrong = cells.findIndex((cell, i) => Math.abs(cell - (i % 1000) / 50) > 1e-5);
  expect(wrong).toBe(-1);
});

it('rows that are read whole for few cells', async () => {
  const { cells, turns } = await inSteps('cpu', softmax, [3, 2 ** 19], 1);
  expect(turns).toBeGreaterThan(2);
  const sums = [0, 1, 2].map((row) => cells.subarray(row * 2 ** 19, (row + 1) * 2 ** 19).reduce((a, b) => a + b, 0));
  for (const sum of sums) expect(sum).toBeCloseTo(1, 3);
});

it.each([
  ['neighbours', [2 ** 21 + 3], [2 ** 21 + 3]],
  ['rows against a column', [1500, 1501], [1500, 1]],
])('cells of wasm: %s', async (_, shape, other) => {
  const kernels = createKernels('wasm');
  const inputs = [shape, other].map((of) => kernels.upload(filled(of)));
  const instructions = [{ kernel: add.kernel as OpKernel, attrs: {}, args: [0, 1], outs: [2], shapes: [shape] }];
  const parts = { shapes: [shape, other, shape], inputs: [0, 1], instructions, outputs: [2] };
  const running = kernels.start?.(routine(parts), inputs) as Execution;
  let [turns, step] = [0, running.next()];
  for (; !step.done; step = running.next()) turns += 1;
  expect(turns).toBeGreaterThan(0);
  const cells = await kernels.read((step.value as Buffer[])[0] as Buffer);
  const value = (i: number): number => (i % 1000) / 100;
  const beside = (i: number): number => (count(other) < count(shape) ? Math.floor(i / 1501) : i);
  expect(cells.findIndex((cell, i) => Math.abs(cell - value(i) - value(beside(i))) > 1e-5)).toBe(-1);
  kernels.dispose();
});

it('rows of softmax on wasm', async () => {
  const kernels = createKernels('wasm');
  const shape = [2100, 1003];
  const [out] = kernels.run(softmax.kernel as OpKernel, [kernels.upload(filled(shape))], {}, [shape]);
  const cells = await kernels.read(out as Buffer);
  for (const row of [0, 1, 1044, 1045, 2090, 2091, 2099]) {
    expect(cells.subarray(row * 1003, (row + 1) * 1003).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 3);
  }
  kernels.dispose();
});

it('what is given up between two pieces leaves nothing', () => {
  const kernels = createKernels('cpu');
  const x = kernels.upload(filled([2 ** 21]));
  const running = kernels.steps?.(softmax.kernel as OpKernel, [x], {}, [[2 ** 21]]);
  running?.next();
  running?.return([]);
  expect(kernels.stats().live).toBe(1);
  kernels.dispose();
});
