// How an op that computes each cell alone is told: one expression, one float64 function, one gradient rule.
import type { Dim } from '../tensor/dim';
import { broadcastStrides, count, float, type Type } from '../tensor/tensor';
import { type Op, type SameDim, ShapeError } from './op';
import { coordinates, indexOf } from './source';
import { broadcasting } from './stacking';
import type { Value } from './value';
import type { Vocabulary } from './vocabulary';

/** NumPy's rule, except that only a literal 1 repeats: two symbols must be the same. */
export function broadcastDims(a: readonly Dim[], b: readonly Dim[], same: SameDim): Dim[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const x = a[a.length - rank + i] ?? 1;
    const y = b[b.length - rank + i] ?? 1;
    if (x === 1) return y;
    if (y === 1) return x;
    if (!same(x, y)) throw new ShapeError(`${x} does not fit ${y}`, [x, y]);
    // A number is the better known of two equal dims.
    return typeof y === 'number' ? y : x;
  });
}

/** Sums a gradient over the axes that broadcasting added. */
export function sumTo(t: Vocabulary, grad: Value, like: Type): Value {
  const extra = grad.rank - like.dims.length;
  const axes = [...grad.dims.keys()].filter((i) => i < extra || (like.dims[i - extra] === 1 && grad.dims[i] !== 1));
  if (axes.length === 0) return grad;
  return t.reshape(t.sum(grad, axes, true), like.dims);
}

/** The gradient of each argument from the cotangent `g`, the arguments and the output `y`; null has none. */
export type Rule = (t: Vocabulary, g: Value, args: readonly Value[], y: Value) => readonly (Value | null)[];

export const byRule =
  (rule: Rule): NonNullable<Op['vjp']> =>
  (t, { args, outs, grads, need }) => {
    const g = grads[0];
    if (!g) return args.map(() => null);
    const given = rule(t, g, args, outs[0] as Value);
    return args.map((arg, i) => (need[i] && given[i] ? sumTo(t, given[i], arg.type) : null));
  };

const NAMES = ['x', 'y', 'z'] as const;

/** `expression` says a cell from x, y, z in kernel source; `reference` says the same in float64. */
function sourceOf(expression: string, shapes: readonly (readonly number[])[], out: readonly number[]): string {
  const names = NAMES.slice(0, shapes.length);
  const strides = shapes.map((shape) => broadcastStrides(shape, out));
  const { code, indices } = coordinates('o', out, strides);
  const reads = names.map((name, k) => `const ${name}=${name}s[${indices[k]}];`).join('');
  return `function(${names.map((n) => `${n}s`).join(',')}){const o=this.thread.x;${code}${reads}return ${expression};}`;
}

export interface Elementwise {
  readonly id: string;
  readonly expression: string;
  readonly reference: (x: number, y: number, z: number) => number;
  readonly rule?: Rule;
  /** How explanations read a cell: by default a function of the argument cells. */
  readonly reads?: 'sum' | 'product' | 'copy';
}

export function elementwise({ id, expression, reference, rule, reads }: Elementwise): Op {
  return {
    id,
    infer: (args, _attrs, same) => [float(args.reduce<Dim[]>((dims, a) => broadcastDims(dims, a.dims, same), []))],
    kernel: {
      id,
      expression,
      cells: [{ op: id, args: NAMES.map((_, k) => k).slice(0, reference.length) }],
      plain: (launch, args, _attrs, [out]) => [
        launch(
          sourceOf(
            expression,
            args.map((a) => a.shape),
            out as number[],
          ),
          args,
          out as number[],
        ),
      ],
      reference: (args, _attrs, [out]) => {
        const shape = out as number[];
        const strides = args.map((a) => broadcastStrides(a.shape, shape));
        const at = (k: number, cell: number) => args[k]?.data[indexOf(cell, shape, strides[k] ?? [])] ?? 0;
        return [Array.from({ length: count(shape) }, (_, o) => reference(at(0, o), at(1, o), at(2, o)))];
      },
    },
    ...(rule ? { vjp: byRule(rule) } : {}),
    stacking: broadcasting(),
    terms: (shapes, _attrs, out, cell) => {
      const cells = shapes.map((shape, arg) => ({ arg, index: indexOf(cell, out, broadcastStrides(shape, out)) }));
      if (reads === 'sum') return { how: 'sum of products', groups: cells.map((c) => [c]) };
      return { how: reads === 'product' ? 'sum of products' : reads === 'copy' ? 'copy' : 'function', groups: [cells] };
    },
  };
}
