// Rows of a table by ids, and the way back.
import type { Buffer, Shape } from '../kernels/kernel';
import { type Dim, product } from '../tensor/dim';
import { count, float, type Type } from '../tensor/tensor';
import type { Op } from './op';
import { divide } from './source';
import type { Value } from './value';

/** Rows of a table [V, d] by ids [...]: [..., d]. An id outside the table reads NaN, so that it cannot pass unseen. */
export const gather: Op = {
  id: 'gather',
  infer: ([table, ids]) => [float([...(ids as Type).dims, (table as Type).dims[1] as Dim])],
  vjp: (t, { args: [table, ids], grads }) => [
    t.scatterAdd(grads[0] as Value, ids as Value, table?.dims[0] as Dim),
    null,
  ],
  stacking: { alike: [0], of: (_t, { args, attrs }) => ({ args, attrs }) },
  kernel: {
    id: 'gather',
    plain: (launch, args, _attrs, [out]) => {
      const shape = out as Shape;
      const width = shape.at(-1) as number;
      const cell = divide('o', width, 'q', 'c', count(shape));
      const rows = (args[0] as Buffer).shape[0] as number;
      const guarded = `let v=0;if(id>=0&&id<${rows}){v=ts[id*${width}+c];}else{v=(id-id)/(id-id);}return v;`;
      return [launch(`function(ts,ids){const o=this.thread.x;${cell}const id=ids[q];${guarded}}`, args, shape)];
    },
    reference: ([table, ids], _attrs, [out]) => {
      const width = (out as Shape).at(-1) as number;
      const row = (o: number) => ids?.data[Math.floor(o / width)] as number;
      const cell = (o: number) => table?.data[row(o) * width + (o % width)] ?? Number.NaN;
      return [Array.from({ length: count(out as Shape) }, (_, o) => cell(o))];
    },
  },
  flops: () => 0,
};

/** Sums rows [..., d] into a table [rows, d] by ids [...]. */
export const scatterAdd: Op<{ rows: Dim }> = {
  id: 'scatterAdd',
  infer: ([values], { rows }) => [float([rows, (values as Type).dims.at(-1) as Dim])],
  vjp: (t, { args: [, ids], grads }) => [t.gather(grads[0] as Value, ids as Value), null],
  kernel: {
    id: 'scatterAdd',
    plain: (launch, args, _attrs, [out]) => {
      const shape = out as Shape;
      const width = shape.at(-1) as number;
      const ids = count((args[1] as Buffer).shape);
      const cell = divide('o', width, 'q', 'c', count(shape));
      const loop = `for(let k=0;k<${ids};k++){if(Math.abs(ids[k]-q)<0.5){s+=xs[k*${width}+c];}}`;
      return [launch(`function(xs,ids){const o=this.thread.x;${cell}let s=0;${loop}return s;}`, args, shape)];
    },
    reference: ([values, ids], _attrs, [out]) => {
      const width = (out as Shape).at(-1) as number;
      const table = new Float64Array(count(out as Shape));
      ids?.data.forEach((id, k) => {
        for (let c = 0; c < width; c++)
          table[id * width + c] = (table[id * width + c] ?? 0) + (values?.data[k * width + c] ?? 0);
      });
      return [table];
    },
  },
  flops: ([values], out) => product([...(values ?? []), out[0] ?? 1]),
};
