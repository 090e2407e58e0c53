// How each kernel becomes calls of the assembly module. A kernel without a tuned one is computed by its reference on the host.
import { count } from '../../tensor/tensor';
import { coalesce } from '../coalesce';
import type { Apply, HostKernel, LaunchedKernel, Movement, Shape } from '../kernel';
import { addAttend } from './attendPart';
import type { Builder } from './builder';
import { knowsCell } from './cellCode';
import { broadcast, inOrder, type Layout, mapped, reshaped } from './layout';
import { addMatmul } from './matmulPart';

const BYTES = Float32Array.BYTES_PER_ELEMENT;

/** Lays out the outputs of one application and adds what computes them. */
export function addApply(builder: Builder, apply: Apply): void {
  const { kernel, args, outs, shapes } = apply;
  const inputs = args.map((slot) => builder.layout(slot));
  const [out, shape] = [outs[0] as number, shapes[0] as Shape];
  if ('host' in kernel) addHost(builder, kernel, apply, out, shape);
  else if ('view' in kernel) builder.layouts[out] = view(builder, inputs[0] as Layout, shape);
  else if (kernel.movement) builder.layouts[out] = moved(inputs[0] as Layout, kernel.movement, apply, shape);
  else if (kernel.cells?.every(knowsCell)) builder.layouts[out] = addCells(builder, kernel.cells, apply, shape);
  else if (TUNED[kernel.id]) builder.layouts[out] = (TUNED[kernel.id] as Tuned)(builder, inputs, apply, shape);
  else addReference(builder, kernel, apply, inputs);
}

function addHost(builder: Builder, kernel: HostKernel, { attrs }: Apply, out: number, shape: Shape): void {
  const same = kernel.id === 'fill' || shape.length === 0;
  const cells = kernel.host(attrs, same ? [] : shape);
  const layout = builder.constant(same ? [] : shape, cells);
  builder.layouts[out] = same ? { ...layout, shape, strides: shape.map(() => 0) } : layout;
  if (same) builder.numbers.set(out, cells[0] as number);
}

const view = (builder: Builder, x: Layout, shape: Shape): Layout =>
  reshaped(x, shape) ?? inOrder(builder.inOrder(x).root, shape);

const moved = (x: Layout, map: Movement, { attrs }: Apply, shape: Shape): Layout =>
  count(shape) === 0 ? inOrder(x.root, shape) : mapped(x, map(x.shape, attrs, shape), shape);

/** What fetching and writing a cell takes, and a function of it, beside multiplications that stay in the cache. */
const [FETCHED, CELL] = [16, 8];
/** Cells of one call: a few milliseconds. */
const MOST_CELLS = 2 ** 21;

/** Where blocks of rows of `cells` cells each start, and how many rows they have. */
function blocksOf(rows: number, cells: number): [from: number, size: number][] {
  const most = Math.max(1, Math.floor(MOST_CELLS / cells));
  return Array.from({ length: Math.ceil(rows / most) }, (_, k) => [k * most, Math.min(most, rows - k * most)]);
}

function addCells(
  builder: Builder,
  steps: NonNullable<LaunchedKernel['cells']>,
  { args }: Apply,
  shape: Shape,
): Layout {
  const out = builder.fresh(shape);
  const cells = count(shape);
  if (cells === 0) return out;
  const inputs = args.map((slot) => builder.layout(slot));
  const fixed = args.map((slot) => builder.numbers.get(slot));
  const strides = [out.strides, ...inputs.map((x) => broadcast(x, shape))];
  const axes = coalesce(shape, strides);
  if (axes.length === 0) axes.push({ size: 1, strides: strides.map(() => 0) });
  // One cell is written as a neighbour of nobody.
  const last = axes.at(-1) as (typeof axes)[number];
  axes[axes.length - 1] = { ...last, strides: [1, ...last.strides.slice(1)] };
  const near = last.strides.every((s) => s === 0 || s === 1);
  const anySize = axes.length > 1 || near;
  const run = builder.module.chain({ inputs: args.length, steps, fixed, axes, anySize });
  const [first] = axes as [(typeof axes)[number]];
  const roots = [out.root, ...inputs.map(({ root }) => root)];
  const within = cells / first.size;
  for (const [from, size] of anySize ? blocksOf(first.size, within) : [[0, first.size] as const]) {
    const starts = [out, ...inputs].map(({ offset }, k) => (offset + from * (first.strides[k] as number)) * BYTES);
    builder.add(
      { run: caller(run, builder.table, roots, starts, size), work: size * within * (FETCHED + CELL * steps.length) },
      roots,
    );
  }
  return out;
}

/** Calls with pointers read at that time, without making a list for the usual numbers of arguments. */
function caller(
  run: (...numbers: number[]) => void,
  table: readonly number[],
  roots: readonly number[],
  starts: readonly number[],
  size: number,
): () => void {
  const [a = 0, b = 0, c = 0, d = 0] = roots;
  const [r = 0, s = 0, t = 0, u = 0] = starts;
  const at = (root: number, start: number): number => (table[root] as number) + start;
  if (roots.length === 1) return () => run(at(a, r), size);
  if (roots.length === 2) return () => run(at(a, r), at(b, s), size);
  if (roots.length === 3) return () => run(at(a, r), at(b, s), at(c, t), size);
  if (roots.length === 4) return () => run(at(a, r), at(b, s), at(c, t), at(d, u), size);
  const numbers = new Array<number>(roots.length + 1).fill(size);
  return () => {
    for (let k = 0; k < roots.length; k++) numbers[k] = at(roots[k] as number, starts[k] as number);
    run(...numbers);
  };
}

type Tuned = (builder: Builder, inputs: readonly Layout[], apply: Apply, shape: Shape) => Layout;

/** [outer, size, inner] around an axis. */
const around = (shape: Shape, axis: number): [number, number, number] => [
  count(shape.slice(0, axis)),
  shape[axis] as number,
  count(shape.slice(axis + 1)),
];

/** A call of one of the module's row kernels over inputs in order, with these sizes. */
function ordered(
  builder: Builder,
  run: (...numbers: number[]) => void,
  inputs: readonly Layout[],
  shape: Shape,
  sizes: readonly number[],
  work: number,
): Layout {
  const given = inputs.map((x) => builder.inOrder(x));
  const out = builder.fresh(shape);
  const [x, y] = given as [Layout, Layout?];
  const [dx, dy] = [x.offset * BYTES, (y?.offset ?? 0) * BYTES];
  const { table } = builder;
  const at = (root: number): number => table[root] as number;
  const [k = 0, m = 0, n = 0] = sizes;
  const call = y
    ? () => run(at(x.root) + dx, at(y.root) + dy, at(out.root), k, m, n)
    : () => run(at(x.root) + dx, at(out.root), k, m, n);
  if (count(shape) > 0) builder.add({ run: call, work }, [...given.map(({ root }) => root), out.root]);
  return out;
}

const reduction =
  (name: 'sum' | 'max'): Tuned =>
  (builder, [x], { attrs }, shape) => {
    const input = x as Layout;
    const sizes = around(input.shape, attrs.axis as number);
    return ordered(builder, builder.module.run[name], [input], shape, sizes, count(input.shape));
  };

/** Rows along the last axis. */
const rows =
  (name: 'softmax' | 'argmax', work: number): Tuned =>
  (builder, [x], _apply, shape) => {
    const from = builder.inOrder(x as Layout);
    const out = builder.fresh(shape);
    const size = from.shape.at(-1) ?? 1;
    const all = size === 0 ? 0 : count(from.shape) / size;
    const { table } = builder;
    const run = builder.module.run[name];
    for (const [row, some] of blocksOf(all, size)) {
      const [dx, dy] = [(from.offset + row * size) * BYTES, ((row * count(shape)) / all) * BYTES];
      const call = (): void => run((table[from.root] as number) + dx, (table[out.root] as number) + dy, some, size);
      builder.add({ run: call, work: work * some * size }, [from.root, out.root]);
    }
    return out;
  };

const gather: Tuned = (builder, inputs, _apply, shape) => {
  const [table, ids] = inputs as [Layout, Layout];
  const sizes = [...(table.shape as [number, number]), count(ids.shape)];
  return ordered(builder, builder.module.run.gather, inputs, shape, sizes, count(shape));
};

const scatterAdd: Tuned = (builder, inputs, _apply, shape) => {
  const [x, ids] = inputs as [Layout, Layout];
  const sizes = [...(shape as [number, number]), count(ids.shape)];
  return ordered(builder, builder.module.run.scatterAdd, inputs, shape, sizes, count(x.shape) + count(shape));
};

/** Cells from `start` on along an axis of a whole. */
function part(whole: Layout, axis: number, start: number, shape: Shape): Layout {
  return { ...whole, shape, offset: whole.offset + start * (whole.strides[axis] as number) };
}

const concat: Tuned = (builder, inputs, { attrs }, shape) => {
  const out = builder.fresh(shape);
  const axis = attrs.axis as number;
  let start = 0;
  for (const x of inputs) {
    builder.copy(x, part(out, axis, start, x.shape));
    start += x.shape[axis] as number;
  }
  return out;
};

const pad: Tuned = (builder, [x], { attrs }, shape) => {
  const out = builder.fresh(shape);
  const input = x as Layout;
  const zero = builder.constant([], [0]);
  builder.copy({ ...zero, shape, strides: shape.map(() => 0) }, out);
  builder.copy(input, part(out, attrs.axis as number, attrs.before as number, input.shape));
  return out;
};

const TUNED: Readonly<Record<string, Tuned>> = {
  attend: addAttend,
  matmul: (builder, inputs, _apply, shape) => addMatmul(builder, inputs as [Layout, Layout], shape),
  sum: reduction('sum'),
  max: reduction('max'),
  softmax: rows('softmax', 12),
  argmax: rows('argmax', 1),
  gather,
  scatterAdd,
  concat,
  pad,
};

/** What this backend has no kernel for: the op's own loops on the host. */
function addReference(
  builder: Builder,
  kernel: LaunchedKernel,
  { attrs, outs, shapes }: Apply,
  inputs: readonly Layout[],
): void {
  const given = inputs.map((x) => builder.inOrder(x));
  const made = shapes.map((shape) => builder.fresh(shape));
  const { table, cells } = builder;
  const run = (): void => {
    const heap = cells();
    const arrays = given.map(({ root, offset, shape }) => {
      const at = (table[root] as number) / BYTES + offset;
      return { shape, data: heap.slice(at, at + count(shape)) };
    });
    kernel.reference(arrays, attrs, shapes).forEach((values, i) => {
      heap.set(values, (table[(made[i] as Layout).root] as number) / BYTES);
    });
  };
  const work = 100 * shapes.reduce((n, shape) => n + count(shape), 0);
  builder.add(
    { run, work },
    [...given, ...made].map(({ root }) => root),
  );
  outs.forEach((slot, i) => {
    builder.layouts[slot] = made[i] as Layout;
  });
}
