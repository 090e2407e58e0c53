// Ops that read a whole axis for each cell: sum, max, argmax, softmax.
import type { Buffer } from '../kernels/kernel';
import { mulDim, product } from '../tensor/dim';
import { count, type Type } from '../tensor/tensor';
import type { Op, Terms } from './op';
import { around, divide } from './source';
import { nextAxis, renumbered } from './stacking';
import type { Value } from './value';

type Axis = { axis: number };

const kept = (type: Type, axis: number): Type => ({
  dims: type.dims.map((d, i) => (i === axis ? 1 : d)),
  dtype: 'float',
});

/** A loop over the axis: `start` from the first cell v, then `step` with each further v, then `end`. */
function loopSource(shape: readonly number[], axis: number, start: string, step: string, end: string): string {
  const [outer, size, inner] = around(shape, axis);
  return (
    `function(xs){const o=this.thread.x;${divide('o', inner, 'q', 'i', outer * inner)}` +
    `const at=q*${size * inner}+i;let r=${start};for(let k=0;k<${size};k++){const v=xs[at+k*${inner}];${step}}return ${end};}`
  );
}

/** The cells along the axis, for output cell `o` of the kept shape. */
function* along(shape: readonly number[], axis: number, o: number): Generator<number> {
  const [, size, inner] = around(shape, axis);
  const at = Math.floor(o / inner) * size * inner + (o % inner);
  for (let k = 0; k < size; k++) yield at + k * inner;
}

interface Reduction {
  readonly id: string;
  readonly start: string;
  readonly step: string;
  readonly reference: (cells: readonly number[]) => number;
  readonly how: Terms['how'];
  readonly vjp: NonNullable<Op<Axis>['vjp']>;
}

function reduction({ id, start, step, reference, how, vjp }: Reduction): Op<Axis> {
  return {
    id,
    infer: ([x], { axis }) => [kept(x as Type, axis)],
    vjp,
    stacking: nextAxis(),
    kernel: {
      id,
      plain: (launch, [x], { axis }, [out]) => {
        const buffer = x as Buffer;
        return [launch(loopSource(buffer.shape, axis as number, start, step, 'r'), [buffer], out as number[])];
      },
      reference: ([x], { axis }, [out]) => [
        Array.from({ length: count(out as number[]) }, (_, o) =>
          reference([...along(x?.shape ?? [], axis as number, o)].map((i) => x?.data[i] as number)),
        ),
      ],
    },
    terms: ([shape], { axis }, _out, cell) => ({
      how,
      groups: [...along(shape ?? [], axis as number, cell)].map((index) => [{ arg: 0, index }]),
    }),
    flops: ([dims]) => product(dims ?? []),
  };
}

/** Total along an axis, which stays with size 1. */
export const sum = reduction({
  id: 'sum',
  start: '0',
  step: 'r+=v;',
  reference: (cells) => cells.reduce((total, v) => total + v, 0),
  how: 'sum of products',
  vjp: (t, { args: [x], grads }) => [t.expand(grads[0] as Value, x?.dims ?? [])],
});

/** Largest along an axis, which stays with size 1; equal ones share the gradient. NaN is above everything. */
export const max = reduction({
  id: 'max',
  start: 'xs[at]',
  step: 'if(v>r||!(v<=0||v>0)){r=v;}',
  reference: (cells) => cells.reduce((most, v) => (v > most || Number.isNaN(v) ? v : most)),
  how: 'function',
  vjp: (t, { args: [x], outs: [y], grads, attrs: { axis } }) => {
    const hit = t.equal(x as Value, y as Value);
    return [t.mul(t.div(hit, t.sum(hit, [axis], true)), grads[0] as Value)];
  },
});

/** The last axis stays the last. */
const alongLast = renumbered((attrs) => attrs);

/** Index of the largest along the last axis; no gradient. */
export const argmax: Op = {
  id: 'argmax',
  infer: ([x]) => {
    const { dims } = x as Type;
    return [{ dims: dims.slice(0, -1), dtype: 'int', below: dims.at(-1) as Type['dims'][number] }];
  },
  stacking: alongLast,
  kernel: {
    id: 'argmax',
    plain: (launch, [x], _attrs, [out]) => {
      const { shape } = x as Buffer;
      const source = loopSource(shape, shape.length - 1, 'xs[at];let n=0', 'if(v>r){r=v;n=k;}', 'n');
      return [launch(source, [x as Buffer], out as number[])];
    },
    reference: ([x], _attrs, [out]) => {
      const shape = x?.shape ?? [];
      return [
        Array.from({ length: count(out as number[]) }, (_, o) => {
          const cells = [...along(shape, shape.length - 1, o)].map((i) => x?.data[i] as number);
          return cells.reduce((best, v, k) => (v > (cells[best] as number) ? k : best), 0);
        }),
      ];
    },
  },
  flops: ([dims]) => product(dims ?? []),
};

const rowStart = (size: number, total: number): string => `const o=this.thread.x;${divide('o', size, 'q', 'j', total)}`;

/**
 * e^(x - max) over its sum along the last axis; a forbidden cell is exactly 0 and a row of nothing else is all zeros.
 * PyTorch and ONNX give NaN or a uniform row there.
 */
export const softmax: Op = {
  id: 'softmax',
  infer: ([x]) => [{ dims: (x as Type).dims, dtype: 'float' }],
  // dx = y (g - sum of g y along the row)
  vjp: (t, { outs: [y], grads }) => {
    const [out, g] = [y as Value, grads[0] as Value];
    return [t.mul(out, t.sub(g, t.sum(t.mul(g, out), [-1], true)))];
  },
  stacking: alongLast,
  kernel: {
    id: 'softmax',
    plain: (launch, [x], _attrs, [out]) => {
      const shape = out as number[];
      const size = shape.at(-1) ?? 1;
      const total = count(shape);
      const rows = [...shape.slice(0, -1), 1];
      const input = x as Buffer;
      const most = launch(loopSource(shape, shape.length - 1, 'xs[at]', 'if(v>r){r=v;}', 'r'), [input], rows);
      const sums = launch(
        `function(xs,ms){const q=this.thread.x;const m=ms[q];let r=0;for(let k=0;k<${size};k++){` +
          // What does not compare is NaN, of which WebGL's exp may make a number.
          `const v=xs[q*${size}+k];if(!(v<=-1e29)){const d=v-m;if(d<=0){r+=Math.exp(d);}else{r+=d;}}}return r;}`,
        [input, most],
        rows,
      );
      const cells =
        `function(xs,ms,rs){${rowStart(size, total)}const v=xs[o];let y=0;` +
        'if(!(v<=-1e29)){y=Math.exp(v-ms[q])/rs[q];}return y;}';
      return [launch(cells, [input, most, sums], shape)];
    },
    reference: ([x], _attrs, [out]) => {
      const shape = out as number[];
      const size = shape.at(-1) ?? 1;
      const result = new Float64Array(count(shape));
      for (let at = 0; at < result.length; at += size) {
        const row = Array.from({ length: size }, (_, k) => x?.data[at + k] as number);
        const most = row.reduce((m, v) => (v > m ? v : m));
        if (most === Number.NEGATIVE_INFINITY) continue;
        const e = row.map((v) => Math.exp(v - most));
        const total = e.reduce((a, b) => a + b, 0);
        e.forEach((v, k) => {
          result[at + k] = v / total;
        });
      }
      return [result];
    },
  },
  terms: (_shapes, _attrs, out, cell) => {
    const size = out.at(-1) ?? 1;
    const start = cell - (cell % size);
    const row = Array.from({ length: size }, (_, k) => ({ arg: 0, index: start + k }));
    return { how: 'function', groups: [[{ arg: 0, index: cell }], row] };
  },
  flops: (_args, out) => mulDim(5, product(out)),
};
