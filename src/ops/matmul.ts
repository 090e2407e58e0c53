// Batched matrix product.
import { type GroupedSource, type Groups, groupsOf } from '../kernels/groups';
import type { Buffer, HostArray, Shape } from '../kernels/kernel';
import { type Dim, product } from '../tensor/dim';
import { broadcastStrides, count, float, type Type } from '../tensor/tensor';
import { broadcastDims, byRule } from './elementwise';
import { type Op, ShapeError } from './op';
import { coordinates, divide, indexOf } from './source';
import { broadcasting } from './stacking';
import type { Value } from './value';
import type { Vocabulary } from './vocabulary';

const last = (shape: readonly number[], from: number): number => shape[shape.length + from] as number;

/** Where the matrices of the two arguments start for batch number `batch`, in units of one matrix. */
const starts = (a: Shape, b: Shape, out: Shape) => {
  const batch = out.slice(0, -2);
  return { batch, strides: [a, b].map((shape) => broadcastStrides(shape.slice(0, -2), batch)) };
};

function flatSource(a: Shape, b: Shape, out: Shape): string {
  const [n, k, m] = [last(a, -2), last(a, -1), last(b, -1)];
  const { batch, strides } = starts(a, b, out);
  const { code, indices } = coordinates('p', batch, strides);
  const total = count(out);
  return (
    `function(as,bs){const o=this.thread.x;${divide('o', m, 'q', 'j', total)}${divide('q', n, 'p', 'i', total)}${code}` +
    `const at=(${indices[0]})*${n * k}+i*${k};const bt=(${indices[1]})*${k * m}+j;` +
    `let s=0;for(let t=0;t<${k};t++){s+=as[at+t]*bs[bt+t*${m}];}return s;}`
  );
}

/** Terms of one round of a loop, or of a source without one. */
const UNROLLED = 16;

/** Indices are whole numbers from their start: what a source keeps in a variable gpu.js keeps as a float. */
function groupedSource(a: Shape, b: Shape, out: Shape, { rows, size }: Groups): string {
  const [k, m] = [last(a, -1), last(b, -1)];
  const { batch, strides } = starts(a, b, out);
  const { code, indices } = coordinates('this.thread.z', batch, strides);
  const [at, bt] = indices.map((index) => (code ? `(${index}|0)` : index)) as [string, string];
  const row = rows % size === 0 ? `this.thread.y*${size}` : `(Math.min(this.thread.y*${size},${rows - size})|0)`;
  const sums = Array.from({ length: size }, (_, r) => `s${r}`);
  const term = (round: string, t: number): string =>
    `const b${t}=bs[${bt}*${k * m}+${round}*${UNROLLED * m}+${t * m}+this.thread.x];` +
    sums.map((s, r) => `${s}+=as[${at}*${rows * k}+${row}*${k}+${round}*${UNROLLED}+${r * k + t}]*b${t};`).join('');
  const terms = (round: string, from: number, to: number): string =>
    Array.from({ length: to - from }, (_, t) => term(round, from + t)).join('');
  const rounds = k < 2 * UNROLLED ? 0 : Math.floor(k / UNROLLED);
  const loop = rounds === 0 ? '' : `for(let t=0;t<${rounds};t++){${terms('(t|0)', 0, UNROLLED)}}`;
  return (
    `function(as,bs){${code}${sums.map((s) => `let ${s}=0.0;`).join('')}${loop}${terms('0', rounds * UNROLLED, k)}` +
    `return ${size === 1 ? 's0' : `[${sums}]`};}`
  );
}

/** Where the right matrix is one for a whole batch, the rows of the batch are those of one matrix. */
const asRows = (a: Shape, b: Shape, out: Shape): readonly [Shape, Shape, Shape] =>
  count(b) === last(b, -2) * last(b, -1) && count(a.slice(0, -1)) === count(out.slice(0, -1))
    ? [[count(a.slice(0, -1)), last(a, -1)], b.slice(-2), [count(out.slice(0, -1)), last(out, -1)]]
    : [a, b, out];

function source(...shapes: [Shape, Shape, Shape]): GroupedSource {
  const [a, b, out] = asRows(...shapes);
  const groups = groupsOf(count(out.slice(0, -2)), last(out, -2), last(out, -1));
  return { flat: flatSource(a, b, out), grouped: groupedSource(a, b, out, groups), groups };
}

function reference([a, b]: readonly HostArray[], out: Shape): number[] {
  const [x, y] = [a as HostArray, b as HostArray];
  return Array.from({ length: count(out) }, (_, cell) =>
    termsOf([x.shape, y.shape], out, cell).reduce((s, [i, j]) => s + (x.data[i] as number) * (y.data[j] as number), 0),
  );
}

/** Row times column: the pairs of input cells that make one output cell. */
function termsOf([a, b]: readonly [Shape, Shape], out: Shape, cell: number): [number, number][] {
  const [n, k, m] = [last(a, -2), last(a, -1), last(b, -1)];
  const { batch, strides } = starts(a, b, out);
  const matrix = Math.floor(cell / (n * m));
  const [at, bt] = strides.map((s) => indexOf(matrix, batch, s)) as [number, number];
  const i = Math.floor(cell / m) % n;
  return Array.from({ length: k }, (_, t) => [(at * n + i) * k + t, (bt * k + t) * m + (cell % m)]);
}

/** All rows of a batch as one matrix. */
const flat = (t: Vocabulary, x: Value): Value => t.reshape(x, [product(x.dims.slice(0, -1)), x.dims.at(-1) as Dim]);

/** [..., n, k] x [..., k, m] -> [..., n, m]; leading axes broadcast. */
export const matmul: Op = {
  id: 'matmul',
  infer: ([a, b], _attrs, same) => {
    const [x, y] = [(a as Type).dims, (b as Type).dims];
    if (x.length < 2 || y.length < 2) throw new ShapeError('a matrix product needs matrices on both sides');
    const [inner, rows] = [x.at(-1) as Dim, y.at(-2) as Dim];
    if (!same(inner, rows)) throw new ShapeError(`rows of ${inner} do not fit columns of ${rows}`, [inner, rows]);
    const batch = broadcastDims(x.slice(0, -2), y.slice(0, -2), same);
    return [float([...batch, x.at(-2) as Dim, y.at(-1) as Dim])];
  },
  // dA = G B^T, dB = A^T G
  vjp: byRule((t, g, [a, b]) => {
    if (!a || !b) return [];
    // Where B is one matrix for a whole batch, the rows of the batch are terms of one product.
    const [x, y] = b.rank === 2 ? [flat(t, a), flat(t, g)] : [a, g];
    return [t.matmul(g, t.transpose(b)), t.matmul(t.transpose(x), y)];
  }),
  stacking: broadcasting(),
  kernel: {
    id: 'matmul',
    plain: (launch, args, _attrs, [out]) => {
      const [a, b] = args as [Buffer, Buffer];
      return [launch(source(a.shape, b.shape, out as Shape), args, out as Shape)];
    },
    reference: (args, _attrs, [out]) => [reference(args, out as Shape)],
  },
  terms: (shapes, _attrs, out, cell) => ({
    how: 'sum of products',
    groups: termsOf(shapes as [Shape, Shape], out, cell).map(([i, j]) => [
      { arg: 0, index: i },
      { arg: 1, index: j },
    ]),
  }),
  flops: ([a], out) => product([2, a?.at(-1) ?? 1, ...out]),
};
