// Axis params and shapes that must agree: the checks and sentences that shape nodes share. Knows no node type.
import type { Value } from '../ops/value';
import { type Dim, isUnknown } from '../tensor/dim';
import { showDims } from '../tensor/tensor';
import { NodeError, type NodeOps } from './node';
import { integer, type Param } from './params';

/** An axis of a tensor: 0 is the first, -1 the last. */
export const axisParam = (initial: number, doc: string): Param<number> => integer(initial, { min: -5, max: 4, doc });

/** `axis` counted from 0, among `places` axes. Throws NodeError when there is no such axis. */
export function axisOf(x: Value, axis: number, port: string, places = x.rank): number {
  const at = axis < 0 ? axis + places : axis;
  if (at >= 0 && at < places) return at;
  throw new NodeError(`there is no axis ${axis}: ${port} is ${showDims(x.dims)}`, {
    ports: [port],
    param: 'axis',
    code: 'param',
    advice: places === 0 ? 'A single number has no axes.' : `Give an axis from ${-places} to ${places - 1}.`,
  });
}

/** Throws NodeError unless both have the same number of axes. */
export function requireEqualRanks(title: string, a: Value, b: Value, ports: readonly string[]): void {
  if (a.rank === b.rank) return;
  throw new NodeError(`${title} needs equally many axes: ${showDims(a.dims)} and ${showDims(b.dims)} differ`, {
    ports: [...new Set(ports)],
    code: 'shape',
    advice: 'Insert Expand where an axis is missing.',
  });
}

/**
 * Throws NodeError unless each axis of `a` is as long as that of `b`. `but` is an axis that may differ; with `repeats` an axis of
 * size 1 fits any.
 */
export function requireEqualSizes(
  t: Pick<NodeOps, 'same'>,
  title: string,
  [a, b]: readonly [Value, Value],
  { ports, but, repeats }: { ports: readonly string[]; but?: number; repeats?: true },
): void {
  requireEqualRanks(title, a, b, ports);
  a.dims.forEach((x, axis) => {
    const y = b.dims[axis] as Dim;
    if (axis === but || (repeats && (x === 1 || y === 1)) || t.same(x, y)) return;
    throw new NodeError(`${title} cannot join ${showDims(a.dims)} and ${showDims(b.dims)}: ${x} is not ${y}`, {
      ports: [...new Set(ports)],
      clash: [x, y],
      code: 'shape',
      advice: repeats ? 'Insert Expand where an axis should be repeated.' : 'Check the sizes of the axes.',
    });
  });
}

/** Shapes for a node that works cell by cell: equally many axes, only a literal 1 repeats, a single number goes with anything. */
export function requireElementwise(t: Pick<NodeOps, 'same'>, title: string, a: Value, b: Value): void {
  if (a.rank === 0 || b.rank === 0) return;
  requireEqualSizes(t, title, [a, b], { ports: ['a', 'b'], repeats: true });
}

/** A size in words: with its number when it has a name. */
export const sizeWords = (dim: Dim, size: number): string =>
  typeof dim === 'number' || isUnknown(dim) ? String(size) : `${dim} = ${size}`;
