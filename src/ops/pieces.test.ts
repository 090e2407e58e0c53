// Long launches on the processor in pieces: the same cells, with turns for others in between, and nothing kept when given up.
import { expect, it, vi } from 'vitest';
import { createKernels } from '../kernels/devices';
import type { Buffer, Execution, OpKernel, Shape } from '../kernels/kernel';
import { routine } from '../kernels/routine';
import { count, tensor } from '../tensor/tensor';
import { add } from './arithmetic';
import { matmul } from './matmul';
import { permute } from './movement';
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

// A few cells more than lanes.
it.each(['cpu', 'webasm'] as const)('cells of %s that are computed one by one', async (backend) => {
  const { cells, turns } = await inSteps(backend, add, [2 ** 22 + 5], 2);
  expect(turns).toBeGreaterThan(4);
  const wrong = cells.findIndex((cell, i) => Math.abs(cell - (i % 1000) / 50) > 1e-5);
  expect(wrong).toBe(-1);
});

const drained = (running: Execution, step = running.next()): readonly Buffer[] => {
  let at = step;
  while (!at.done) at = running.next();
  return at.value;
};

it.each(['cpu', 'webasm'] as const)('products of %s whose rows are shorter than a part, or longer', async (backend) => {
  const kernels = createKernels(backend);
  for (const [n, k, m] of [
    [131, 33, 7],
    [130, 70, 131],
    [6, 18, 5003],
    [1, 5, 3001],
  ] as const) {
    const [a, b] = [filled([2, n, k]), filled([2, k, m])];
    const given = [a, b].map((x) => kernels.upload(x));
    const running = kernels.steps?.(matmul.kernel as OpKernel, given, {}, [[2, n, m]]) as Execution;
    const first = running.next();
    expect(first.done).toBe(false);
    const cells = await kernels.read(drained(running, first)[0] as Buffer);
    const at = (h: number, i: number, j: number): number => {
      let sum = 0;
      for (let t = 0; t < k; t++) {
        sum += (a.data[(h * n + i) * k + t] as number) * (b.data[(h * k + t) * m + j] as number);
      }
      return sum;
    };
    const wrong = cells.findIndex((cell, o) => {
      const expected = at(Math.floor(o / (n * m)), Math.floor(o / m) % n, o % m);
      return Math.abs(cell - expected) > 1e-4 * Math.abs(expected);
    });
    expect(wrong).toBe(-1);
  }
  kernels.dispose();
});

it('work on webasm that rests is not disturbed by other work on the same device', async () => {
  // By a clock by which every part takes long.
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    now += 100;
    return now;
  });
  const kernels = createKernels('webasm');
  const shape = [2 ** 12 + 1];
  const start = (factor: number): Execution => {
    const x = kernels.upload(
      tensor(
        shape,
        filled(shape).data.map((cell) => factor * cell),
      ),
    );
    return kernels.steps?.(add.kernel as OpKernel, [x, x], {}, [shape]) as Execution;
  };
  const [one, other] = [start(1), start(3)];
  for (const running of [one, one, other, other]) expect(running.next().done).toBe(false);
  const given = start(5);
  given.next();
  given.return([]);
  for (const [factor, running] of [
    [3, other],
    [1, one],
  ] as const) {
    const cells = await kernels.read(drained(running)[0] as Buffer);
    expect(cells.findIndex((cell, i) => Math.abs(cell - (factor * (i % 1000)) / 50) > 1e-4)).toBe(-1);
  }
  kernels.dispose();
  vi.restoreAllMocks();
});

it('cells that move on the processor let others have their turn, too', async () => {
  const kernels = createKernels('cpu');
  const x = kernels.upload(filled([1023, 1025]));
  const running = kernels.steps?.(permute.kernel as OpKernel, [x], { order: [1, 0] }, [[1025, 1023]]) as Execution;
  const first = running.next();
  expect(first.done).toBe(false);
  const cells = await kernels.read(drained(running, first)[0] as Buffer);
  const from = (o: number): number => (o % 1023) * 1025 + Math.floor(o / 1023);
  expect(cells.findIndex((cell, o) => Math.abs(cell - (from(o) % 1000) / 100) > 1e-5)).toBe(-1);
  kernels.dispose();
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
