// Tuned kernels on WebGL2 against the oracle and the plain ones: odd sizes, size 1, forbidden rows; and what is compiled.
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { createKernels } from '../kernels/devices';
import type { Buffer, Execution, OpKernel } from '../kernels/kernel';
import type { Tensor } from '../tensor/tensor';
import { TUNED_RUNS } from '../testing/counts';
import { filled } from '../testing/opCases';
import { assertAsOracle, runOp } from '../testing/oracle';
import { add, mul, where } from './arithmetic';
import { attend } from './attend';
import { exp, tanh } from './functions';
import { matmul } from './matmul';
import { expand, flip, permute, slice } from './movement';
import type { Attrs, Op } from './op';
import { softmax } from './reduction';
import { gather } from './table';

const kernels = createKernels('webgl2');

/** Runs it by its tuned kernel, and says so if the plain one had to. */
async function tunedly(op: Op, inputs: readonly Tensor[], attrs: Attrs = {}): Promise<void> {
  const before = kernels.stats().tuned;
  await assertAsOracle(kernels, op, inputs, attrs);
  expect(kernels.stats().tuned, `${op.id} of ${inputs.map(({ shape }) => `[${shape}]`)} ran plain`).toBe(before + 1);
}

/** A driver that takes no program with such a text in it. */
function refusing(text: string) {
  const { shaderSource } = WebGL2RenderingContext.prototype;
  return vi.spyOn(WebGL2RenderingContext.prototype, 'shaderSource').mockImplementation(function (
    this: WebGL2RenderingContext,
    shader,
    source,
  ) {
    shaderSource.call(this, shader, source.includes(text) ? 'no program' : source);
  });
}

it('a tuned kernel that does not compile is named, and the plain one gives the same', async () => {
  const driver = refusing('bMatrix');
  const strict = createKernels('webgl2');
  await assertAsOracle(strict, matmul, [filled([5, 3], 1), filled([3, 4], 2)], {});
  expect(strict.stats()).toMatchObject({ tuned: 0, refused: ['matmul'] });
  expect(strict.stats().launches).toBeGreaterThan(0);
  strict.dispose();
  driver.mockRestore();
});

it('a plain kernel that does not compile is an error of its op, not of the device', () => {
  const driver = refusing('main');
  const strict = createKernels('webgl2', true);
  const x = strict.upload(filled([2], 1));
  const error = expect.objectContaining({ name: 'KernelError', op: 'tanh', backend: 'webgl2', lost: false });
  expect(() => strict.run(tanh.kernel as OpKernel, [x], {}, [[2]])).toThrow(error);
  strict.free(x);
  expect(strict.stats().live).toBe(0);
  strict.dispose();
  driver.mockRestore();
});

/** 1, what fills texels, what does not, and more than one block of rows. */
const size = fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 10, max: 70 }));
const seed = fc.nat(1000);
const property = (name: string, arbitraries: fc.IAsyncProperty<[unknown]>) =>
  it(name, () => fc.assert(arbitraries, { numRuns: TUNED_RUNS }));

property(
  'products of any size, with one matrix for all or one for each',
  fc.asyncProperty(
    fc.record({
      n: size,
      k: size,
      m: size,
      batch: fc.integer({ min: 1, max: 5 }),
      of: fc.constantFrom('both', 'left', 'right'),
      seed,
    }),
    async ({ n, k, m, batch, of, seed: s }) => {
      const a = filled([...(of === 'right' ? [] : [batch]), n, k], s);
      const b = filled([...(of === 'left' ? [] : [batch]), k, m], s + 1);
      await tunedly(matmul, [a, b]);
    },
  ),
);

const scores = (u: number): number => (u < 0.3 ? Number.NEGATIVE_INFINITY : 40 * (u - 0.6));

property(
  'softmax of rows of any length, forbidden cells and rows included',
  fc.asyncProperty(
    fc.record({ lead: fc.array(size, { maxLength: 2 }), width: size, seed }),
    async ({ lead, width, seed: s }) => {
      const [h = 1] = lead;
      const x = filled([...lead.slice(0, 1).map(() => Math.min(h, 9)), ...lead.slice(1), width], s, scores);
      // The first row is forbidden as a whole.
      for (let j = 0; j < width; j++) (x.data as Float32Array)[j] = Number.NEGATIVE_INFINITY;
      await tunedly(softmax, [x]);
    },
  ),
);

property(
  'rows of a table by ids of any shape; an id outside of it reads NaN',
  fc.asyncProperty(
    fc.record({ lead: fc.array(size, { maxLength: 2 }), rows: size, width: size, seed }),
    async ({ lead, rows, width, seed: s }) => {
      await tunedly(gather, [filled([rows, width], s), filled(lead, s + 1, (u) => Math.floor(u * (rows + 2)) - 1)]);
    },
  ),
);

const flags = (u: number): number => (u < 0.4 ? 0 : 1);

property(
  'attention of any size, with masks of every reach, and queries that see nothing',
  fc.asyncProperty(
    fc.record({
      h: fc.integer({ min: 1, max: 3 }),
      n: size,
      m: size,
      d: size,
      e: size,
      alone: fc.constantFrom('none', 'query', 'key', 'value'),
      keep: fc.constantFrom('none', 'cells', 'of one', 'columns', 'rows'),
      ahead: fc.option(fc.integer({ min: -3, max: 5 }), { nil: undefined }),
      seed,
    }),
    async ({ h, n, m, d, e, alone, keep, ahead, seed: s }) => {
      const lead = (name: string) => (alone === name ? [] : [h]);
      const shape = { none: [], cells: [h, n, m], 'of one': [n, m], columns: [1, 1, m], rows: [h, n, 1] }[keep];
      const inputs = [
        filled([...lead('query'), n, d], s),
        filled([...lead('key'), m, d], s + 1),
        filled([...lead('value'), m, e], s + 2),
        filled([], s + 3),
        ...(keep === 'none' ? [] : [filled(shape, s + 4, flags)]),
      ];
      await tunedly(attend as Op, inputs, ahead === undefined ? {} : { ahead });
    },
  ),
);

property(
  'cells of any shape, against rows, columns and single cells',
  fc.asyncProperty(
    fc.record({
      h: fc.integer({ min: 1, max: 5 }),
      t: size,
      d: size,
      how: fc.constantFrom('same', 'rows', 'column', 'vector', 'cell'),
      seed,
    }),
    async ({ h, t, d, how, seed: s }) => {
      const other = { same: [h, t, d], rows: [t, d], column: [h, t, 1], vector: [d], cell: [] }[how];
      const x = filled([h, t, d], s);
      await tunedly(add, [x, filled(other, s + 1)]);
      await tunedly(mul, [filled(other, s + 1), x]);
      await tunedly(where, [filled(other, s + 2, (u) => Math.floor(2 * u)), x, filled([], s, scores)]);
      await tunedly(exp, [x]);
      await tunedly(tanh, [x]);
    },
  ),
);

property(
  'axes in any order, parts of them, backwards and repeated',
  fc.asyncProperty(
    fc.record({
      shape: fc.tuple(fc.integer({ min: 1, max: 6 }), size, size),
      order: fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
      axis: fc.nat(2),
      seed,
    }),
    async ({ shape, order, axis, seed: s }) => {
      const x = filled(shape, s);
      await tunedly(permute as Op, [x], { order });
      await tunedly(flip as Op, [x], { axis });
      const length = Math.ceil((shape[axis] as number) / 2);
      await tunedly(slice as Op, [x], { axis, start: (shape[axis] as number) - length, length });
      await tunedly(expand as Op, [filled([1, shape[1], shape[2]], s)], { dims: shape });
    },
  ),
);

const worst = (cells: ArrayLike<number>, expected: Float64Array): number =>
  expected.reduce((most, cell, i) => Math.max(most, Math.abs(cell - (cells[i] as number))), 0);

/** In float64, faster than the oracle. */
function product(a: Tensor, b: Tensor): Float64Array {
  const [h, n, k] = a.shape as [number, number, number];
  const m = b.shape.at(-1) as number;
  const out = new Float64Array(h * n * m);
  for (let i = 0; i < h * n; i++) {
    const matrix = b.shape.length === 3 ? Math.floor(i / n) : 0;
    for (let t = 0; t < k; t++) {
      const left = a.data[i * k + t] as number;
      const row = (matrix * k + t) * m;
      for (let j = 0; j < m; j++) out[i * m + j] = (out[i * m + j] as number) + left * (b.data[row + j] as number);
    }
  }
  return out;
}

it.each([
  [
    [3, 301, 260],
    [3, 260, 515],
  ],
  [
    [40, 90, 70],
    [40, 70, 230],
  ],
  [
    [1, 601, 515],
    [515, 700],
  ],
])('a product larger than one draw is drawn in pieces: %s x %s', async (left, right) => {
  const [a, b] = [filled(left, 1), filled(right, 2)];
  const before = kernels.stats();
  const [out] = await runOp(kernels, matmul, [a, b]);
  expect(kernels.stats().tuned).toBe(before.tuned + 1);
  expect(worst(out?.data ?? [], product(a, b))).toBeLessThan(1e-3);
});

it('a product that takes long lets others have their turn, and may be given up for good', async () => {
  const own = createKernels('webgl2');
  const [a, b] = [filled([1, 512, 512], 1), filled([512, 512], 2)];
  const inputs = [a, b].map((x) => own.upload(x));
  const steps = () => own.steps?.(matmul.kernel as OpKernel, inputs, {}, [[1, 512, 512]]) as Execution;
  const given = steps();
  expect(given.next().done).toBe(false);
  given.return([]);
  expect(own.stats().live).toBe(2);
  const whole = steps();
  let [turns, step] = [0, whole.next()];
  for (; !step.done; step = whole.next()) turns += 1;
  expect(turns).toBeGreaterThan(2);
  expect(worst(await own.read((step.value as Buffer[])[0] as Buffer), product(a, b))).toBeLessThan(1e-3);
  own.dispose();
});

it('a plain kernel that takes long is drawn in pieces, with the same cells', async () => {
  const x = filled([3, 2, 1, 700, 500], 1);
  const other = filled([1, 2, 3, 1, 500], 2);
  const [a, b] = [x, other].map((tensor) => kernels.upload(tensor)) as [Buffer, Buffer];
  const shape = [3, 2, 3, 700, 500];
  const before = kernels.stats().tuned;
  const steps = kernels.steps?.(add.kernel as OpKernel, [a, b], {}, [shape]) as Execution;
  let [turns, step] = [0, steps.next()];
  for (; !step.done; step = steps.next()) turns += 1;
  expect(turns).toBeGreaterThan(2);
  expect(kernels.stats().tuned).toBe(before);
  const [out] = step.value as [Buffer];
  const cells = await kernels.read(out);
  const wrong = cells.findIndex((cell, i) => {
    const [c, row] = [i % 500, Math.floor(i / 500)];
    const [lead, k] = [Math.floor(row / 700), row % 700];
    const [p, q] = [Math.floor(lead / 3), lead % 3];
    const expected = (x.data[(p * 700 + k) * 500 + c] as number) + (other.data[((p % 2) * 3 + q) * 500 + c] as number);
    return Math.abs(cell - expected) > 1e-5;
  });
  expect(wrong).toBe(-1);
  for (const buffer of [a, b, out]) kernels.free(buffer);
});

it('heads are split, multiplied and merged in texels, whichever way their cells were laid out before', async () => {
  const x = kernels.upload(filled([10, 8], 1));
  const parts = kernels.run({ id: 'reshape', view: true }, [x], {}, [[10, 2, 4]])[0] as never;
  const [heads] = kernels.run(permute.kernel as never, [parts], { order: [1, 0, 2] }, [[2, 10, 4]]);
  const [back] = kernels.run(permute.kernel as never, [heads as never], { order: [1, 0, 2] }, [[10, 2, 4]]);
  expect(await kernels.read(back as never)).toEqual(filled([10, 8], 1).data);
});

it('one compiled program serves every size', async () => {
  await runOp(kernels, softmax, [filled([5, 6], 1)]);
  await runOp(kernels, matmul, [filled([20, 6], 1), filled([6, 9], 2)]);
  const { compiled } = kernels.stats();
  for (const n of [13, 17, 40]) {
    await runOp(kernels, softmax, [filled([n, n + 1], 1)]);
    await runOp(kernels, matmul, [filled([n, n + 3], 1), filled([n + 3, 2 * n], 2)]);
  }
  expect(kernels.stats().compiled).toBe(compiled);
});

it('what is broadcast in a way that texels do not follow is left to the plain kernel', async () => {
  const before = kernels.stats().tuned;
  await assertAsOracle(kernels, add, [filled([2, 3, 4, 5], 1), filled([2, 1, 1, 5], 2)]);
  await assertAsOracle(kernels, matmul, [filled([2, 1, 3, 4], 1), filled([1, 3, 4, 2], 2)]);
  expect(kernels.stats().tuned).toBe(before);
});
