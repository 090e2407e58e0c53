// Cells that only move, from array to array: no kernel is faster than that. Knows no op.
import { type Axis, coalesce } from './coalesce';
import type { Move } from './kernel';

/** A move as loops walk it. */
export interface Walk {
  readonly arg: number;
  readonly axes: readonly Axis[];
  readonly from: number;
  readonly to: number;
}

/** Below so many cells a loop is faster than a call. */
const RUN = 64;

export const walkOf = ({ arg, shape, from, to }: Move): Walk => ({
  arg,
  axes: shape.includes(0) ? [{ size: 0, strides: [1, 1] }] : coalesce(shape, [from.strides, to.strides]),
  from: from.offset,
  to: to.offset,
});

/** As many cells, where the walks lead to; 0 elsewhere. */
export function moved(walks: readonly Walk[], args: readonly Float32Array[], length: number): Float32Array {
  const cells = new Float32Array(length);
  for (const { arg, axes, from, to } of walks) walk(axes, 0, args[arg] as Float32Array, from, cells, to);
  return cells;
}

function walk(
  axes: readonly Axis[],
  depth: number,
  source: Float32Array,
  from: number,
  cells: Float32Array,
  to: number,
) {
  const axis = axes[depth];
  if (!axis) {
    cells[to] = source[from] as number;
    return;
  }
  const { size } = axis;
  const [near, far] = axis.strides as [number, number];
  if (depth < axes.length - 1) {
    for (let i = 0; i < size; i++) walk(axes, depth + 1, source, from + i * near, cells, to + i * far);
  } else if (near === 1 && far === 1 && size >= RUN) {
    cells.set(source.subarray(from, from + size), to);
  } else {
    for (let i = 0; i < size; i++) cells[to + i * far] = source[from + i * near] as number;
  }
}
