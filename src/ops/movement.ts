// Ops that only move cells. One strided map tells the kernel, the oracle and the explanation where a cell comes from.
import type { CellMap } from '../kernels/kernel';
import { type Dim, product, subDim } from '../tensor/dim';
import { broadcastStrides, count, stridesOf, type Type } from '../tensor/tensor';
import { broadcastDims, byRule } from './elementwise';
import { type Attrs, type Op, ShapeError } from './op';
import { coordinates, indexOf } from './source';
import { lengthened, nextAxis, renumbered, type Stacking } from './stacking';
import type { Value } from './value';

interface Movement<A extends Attrs> {
  readonly id: string;
  infer: Op<A>['infer'];
  map(shape: readonly number[], attrs: A, out: readonly number[]): CellMap;
  vjp: NonNullable<Op<A>['vjp']>;
  stacking: Stacking<A>;
}

function movement<A extends Attrs>({ id, infer, map, vjp, stacking }: Movement<A>): Op<A> {
  return {
    id,
    infer,
    vjp,
    stacking,
    kernel: {
      id,
      movement: (shape, attrs, out) => map(shape, attrs as A, out),
      moves: ([shape], attrs, out) => [
        { arg: 0, shape: out, from: map(shape ?? [], attrs as A, out), to: inOrder(out) },
      ],
      plain: (launch, [x], attrs, [shape]) => {
        const out = shape as number[];
        const { offset, strides } = map(x?.shape ?? [], attrs as A, out);
        const { code, indices } = coordinates('o', out, [strides]);
        // GLSL takes no sum of two literals for an index.
        const at = indices[0] === '0' ? offset : `${offset}+${indices[0]}`;
        const source = `function(xs){const o=this.thread.x;${code}return xs[${at}];}`;
        return x ? [launch(source, [x], out)] : [];
      },
      reference: ([x], attrs, [shape]) => {
        const out = shape as number[];
        const { offset, strides } = map(x?.shape ?? [], attrs as A, out);
        return [Array.from({ length: count(out) }, (_, o) => x?.data[offset + indexOf(o, out, strides)] as number)];
      },
    },
    terms: ([shape], attrs, out, cell) => {
      const { offset, strides } = map(shape ?? [], attrs as A, out);
      return { how: 'copy', groups: [[{ arg: 0, index: offset + indexOf(cell, out, strides) }]] };
    },
  };
}

const inOrder = (shape: readonly number[]): CellMap => ({ offset: 0, strides: stridesOf(shape) });

const one = (args: readonly Type[]): Type => args[0] as Type;
const grad = (grads: readonly (Value | null)[]): Value => grads[0] as Value;
const replaced = (dims: readonly Dim[], axis: number, dim: Dim): Dim[] => dims.map((d, i) => (i === axis ? dim : d));

export const permute = movement<{ order: readonly number[] }>({
  id: 'permute',
  infer: (args, { order }) => [{ ...one(args), dims: order.map((axis) => one(args).dims[axis] as Dim) }],
  map: (shape, { order }) => ({ offset: 0, strides: order.map((axis) => stridesOf(shape)[axis] as number) }),
  vjp: (t, { grads, attrs: { order } }) => [
    t.permute(
      grad(grads),
      order.map((_, axis) => order.indexOf(axis)),
    ),
  ],
  stacking: renumbered(({ order }) => ({ order: [0, ...order.map((axis) => axis + 1)] })),
});

/** Whether an order swaps the last two axes and no others. */
export function isTranspose(order: readonly number[]): boolean {
  const n = order.length;
  return n > 1 && order.every((axis, i) => axis === (i === n - 1 ? n - 2 : i === n - 2 ? n - 1 : i));
}

/** Repeats axes of size 1, and adds leading ones. */
export const expand = movement<{ dims: readonly Dim[] }>({
  id: 'expand',
  infer: (args, { dims }, same) => {
    broadcastDims(one(args).dims, dims, same);
    return [{ ...one(args), dims }];
  },
  map: (shape, _attrs, out) => ({ offset: 0, strides: broadcastStrides(shape, out) }),
  vjp: byRule((_t, g) => [g]),
  stacking: {
    of: (t, { args: [x], attrs: { dims }, length }) => ({
      args: [lengthened(t, x as Value, dims.length)],
      attrs: { dims: [length, ...dims] },
    }),
  },
});

/** `length` cells along an axis from `start`. */
export const slice = movement<{ axis: number; start: Dim; length: Dim }>({
  id: 'slice',
  infer: (args, { axis, start, length }) => {
    const size = one(args).dims[axis];
    const numbers = typeof size === 'number' && typeof start === 'number' && typeof length === 'number';
    if (numbers && (start < 0 || length < 0 || start + length > size)) {
      throw new ShapeError(`cells ${start} to ${start + length} are not all there: the axis has ${size}`);
    }
    return [{ ...one(args), dims: replaced(one(args).dims, axis, length) }];
  },
  map: (shape, { axis, start }) => {
    const strides = stridesOf(shape);
    return { offset: (start as number) * (strides[axis] as number), strides };
  },
  vjp: (t, { args: [x], grads, attrs: { axis, start, length } }) => {
    const after = subDim(subDim(x?.dims[axis] as Dim, start), length);
    return [t.pad(grad(grads), axis, start, after)];
  },
  stacking: nextAxis(),
});

/** The axis backwards. */
export const flip = movement<{ axis: number }>({
  id: 'flip',
  infer: (args) => [one(args)],
  map: (shape, { axis }) => {
    const strides = stridesOf(shape);
    const step = strides[axis] as number;
    return {
      offset: ((shape[axis] as number) - 1) * step,
      strides: strides.map((s, i) => (i === axis ? -step : s)),
    };
  },
  vjp: (t, { grads, attrs: { axis } }) => [t.flip(grad(grads), axis)],
  stacking: nextAxis(),
});

/** The same cells in the same order under another shape; nothing is copied. */
export const reshape: Op<{ dims: readonly Dim[] }> = {
  id: 'reshape',
  kernel: { id: 'reshape', view: true },
  infer: (args, { dims }, same) => {
    const [from, to] = [product(one(args).dims), product(dims)];
    if (!same(from, to)) throw new ShapeError(`${from} cells cannot become ${to}`, [from, to]);
    return [{ ...one(args), dims }];
  },
  vjp: (t, { args: [x], grads }) => [t.reshape(grad(grads), x?.dims ?? [])],
  stacking: renumbered(({ dims }, length) => ({ dims: [length, ...dims] })),
  terms: (_shapes, _attrs, _out, cell) => ({ how: 'copy', groups: [[{ arg: 0, index: cell }]] }),
};
