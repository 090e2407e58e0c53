// One cell of an op, by the op's own float64 reference over only the cells that its terms name.
import type { ConcreteAttrs, HostArray, Shape } from '../kernels/kernel';
import type { Op, Term, Terms } from '../ops/op';
import { count, float, stridesOf } from '../tensor/tensor';

/** The smallest block of a tensor that holds some of its cells. */
interface Block {
  readonly from: readonly number[];
  readonly shape: readonly number[];
}

function blockOf(shape: Shape, indices: readonly number[]): Block {
  const strides = stridesOf(shape);
  const along = shape.map((size, axis) => indices.map((i) => Math.floor(i / (strides[axis] as number)) % size));
  const from = along.map((places) => Math.min(...places));
  return { from, shape: along.map((places, axis) => Math.max(...places) - (from[axis] as number) + 1) };
}

/** Where a cell of the whole tensor lies in a block of it. */
function indexIn(block: Block, whole: Shape, index: number): number {
  const strides = stridesOf(whole);
  return whole.reduce((at, size, axis) => {
    const place = Math.floor(index / (strides[axis] as number)) % size;
    return at * (block.shape[axis] as number) + place - (block.from[axis] as number);
  }, 0);
}

/**
 * A cell of an op whose terms are a function: elementwise, along an axis, or a row. `shapes` are those of the whole
 * arguments. The first term stands for the cell itself where the op gives back a whole row.
 */
export function referenceCell(
  op: Op,
  attrs: ConcreteAttrs,
  shapes: readonly Shape[],
  terms: Terms,
  cell: (term: Term) => number,
): number {
  if (!('reference' in op.kernel)) return Number.NaN;
  const all = terms.groups.flat();
  const blocks = shapes.map((shape, arg) =>
    blockOf(
      shape,
      all.filter((term) => term.arg === arg).map(({ index }) => index),
    ),
  );
  const args = blocks.map(({ shape }): HostArray => ({ shape, data: new Float64Array(count(shape)) }));
  for (const term of all) {
    const block = blocks[term.arg] as Block;
    (args[term.arg] as HostArray).data[indexIn(block, shapes[term.arg] as Shape, term.index)] = cell(term);
  }
  const types = args.map(({ shape }) => float(shape));
  const out = op.infer(types, attrs, (a, b) => a === b).map(({ dims }) => dims as number[]);
  const [cells] = op.kernel.reference(args, attrs, out);
  const [first] = all as [Term];
  const at = cells?.length === 1 ? 0 : indexIn(blocks[first.arg] as Block, shapes[first.arg] as Shape, first.index);
  return cells?.[at] ?? Number.NaN;
}
