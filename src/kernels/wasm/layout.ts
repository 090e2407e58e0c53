// Where the cells of a value lie: strides from a first cell. Movement of cells costs nothing until somebody needs them in order.
import { stridesOf } from '../../tensor/tensor';
import type { CellMap, Shape } from '../kernel';

export interface Layout {
  /** Number of the pointer that says where the storage begins. */
  readonly root: number;
  /** In cells, from there. */
  readonly offset: number;
  readonly shape: Shape;
  /** In cells, one per axis. */
  readonly strides: readonly number[];
}

export const inOrder = (root: number, shape: Shape, offset = 0): Layout => ({
  root,
  offset,
  shape,
  strides: stridesOf(shape),
});

/** Whether the cells are neighbours in row-major order; an axis of size 1 has no neighbours. */
export function isInOrder({ shape, strides }: Layout): boolean {
  const own = stridesOf(shape);
  return shape.every((size, axis) => size === 1 || strides[axis] === own[axis]);
}

interface Run {
  readonly size: number;
  readonly stride: number;
}

/** Strides for axes of these sizes over the same cells as `from`, or undefined where the old axes are no neighbours. */
function regroup(from: readonly Run[], sizes: readonly number[]): number[] | undefined {
  const last = from.at(-1);
  if (!last || from.some(({ stride }, i) => from[i + 1] && stride !== runOf(from[i + 1] as Run))) return undefined;
  const strides: number[] = [];
  let stride = last.stride;
  for (const size of [...sizes].reverse()) {
    strides.push(stride);
    stride *= size;
  }
  return strides.reverse();
}

const runOf = ({ size, stride }: Run): number => size * stride;

/** The same cells under another shape, where strides can say it; otherwise they must be copied into order first. */
export function reshaped(layout: Layout, shape: Shape): Layout | undefined {
  if (isInOrder(layout)) return inOrder(layout.root, shape, layout.offset);
  const from = layout.shape.flatMap((size, i) => (size === 1 ? [] : [{ size, stride: layout.strides[i] ?? 0 }]));
  const to = shape.filter((size) => size !== 1);
  const strides: number[] = [];
  let [i, j] = [0, 0];
  while (i < from.length && j < to.length) {
    const [first, start] = [i, j];
    let old = (from[i++] as Run).size;
    let now = to[j++] as number;
    while (old !== now) {
      if (old < now) old *= from[i++]?.size ?? 0;
      else now *= to[j++] ?? 0;
      if (old === 0 || now === 0) return undefined;
    }
    const group = regroup(from.slice(first, i), to.slice(start, j));
    if (!group) return undefined;
    strides.push(...group);
  }
  let next = 0;
  return { ...layout, shape, strides: shape.map((size) => (size === 1 ? 0 : (strides[next++] ?? 0))) };
}

/** The same cells seen through a map, which speaks of the cells in row-major order. */
export function mapped(layout: Layout, map: CellMap, shape: Shape): Layout {
  const own = stridesOf(layout.shape);
  const axisOf = (stride: number): number => own.findIndex((s, i) => s === stride && layout.shape[i] !== 1);
  const strideOf = (stride: number): number => (layout.strides[axisOf(Math.abs(stride))] ?? 0) * Math.sign(stride);
  let offset = layout.offset;
  let rest = map.offset;
  own.forEach((stride, axis) => {
    const place = Math.floor(rest / stride);
    rest -= place * stride;
    offset += place * (layout.strides[axis] as number);
  });
  return { root: layout.root, offset, shape, strides: map.strides.map((s, i) => (shape[i] === 1 ? 0 : strideOf(s))) };
}

/** Strides of an operand seen from a broadcast output: 0 along every axis that the operand lacks or has once. */
export function broadcast({ shape, strides }: Layout, out: Shape): number[] {
  const missing = out.length - shape.length;
  return out.map((_, axis) =>
    axis < missing || shape[axis - missing] === 1 ? 0 : (strides[axis - missing] as number),
  );
}
