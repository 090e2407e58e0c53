// What an op is: a differentiable tensor primitive, told once. Knows no node and no backend.
import type { ConcreteAttrs, OpKernel, Shape } from '../kernels/kernel';
import { type Dim, type Sizes, sizeOf } from '../tensor/dim';
import type { Type } from '../tensor/tensor';
import type { Signature } from './signature';
import type { Stacking } from './stacking';
import type { Value } from './value';
import type { Vocabulary } from './vocabulary';

/** Constants of an application. A string in them is always a dim. */
export type Attrs = Readonly<Record<string, unknown>>;

/** The same attrs with every dim in them replaced, but for those of a Program inside. */
export function mapDims(attrs: Attrs, replace: (dim: string) => Dim): Attrs {
  const one = (value: unknown): unknown => {
    if (typeof value === 'string') return replace(value);
    if (Array.isArray(value)) return value.map(one);
    return typeof value === 'object' && value !== null && !('steps' in value)
      ? mapDims(value as Attrs, replace)
      : value;
  };
  return Object.fromEntries(Object.entries(attrs).map(([name, value]) => [name, one(value)]));
}

/** Attrs as kernels take them; throws a RangeError naming the first dim without a size. */
export const concreteAttrs = (attrs: Attrs, sizes: Sizes): ConcreteAttrs =>
  mapDims(attrs, (dim) => {
    const size = sizeOf(dim, sizes);
    if (size === undefined) throw new RangeError(`the size of ${dim} is not known`);
    return size;
  });

/** Whether two dims stand for the same size; may solve an unknown or record what it assumed. */
export type SameDim = (a: Dim, b: Dim) => boolean;

/** One input cell: argument number and flat index. */
export interface Term {
  readonly arg: number;
  readonly index: number;
}

/** How one output cell was made: a total over groups of (a product over the cells of a group), or a function of its cells. */
export interface Terms {
  readonly how: 'copy' | 'sum of products' | 'function';
  readonly groups: readonly (readonly Term[])[];
}

export interface VjpSite<A extends Attrs> {
  readonly args: readonly Value[];
  readonly outs: readonly Value[];
  /** Cotangent of each output; null where nothing flows back. */
  readonly grads: readonly (Value | null)[];
  readonly attrs: A;
  /** Which arguments need a gradient. */
  readonly need: readonly boolean[];
  /** The gradient Program of a Program inside, for ops that hold one: inputs and outputs as `gradient` names them. */
  differentiate(program: Signature, of: readonly string[], wrt: readonly string[]): Signature;
}

/** Not a kernel but a loop over the Program inside: lowering makes instructions of it. */
export interface LoopKernel {
  readonly id: string;
  readonly loop: true;
}

export interface Op<A extends Attrs = Attrs> {
  readonly id: string;
  readonly kernel: OpKernel | LoopKernel;
  /** Types of the outputs; throws ShapeError. */
  infer(args: readonly Type[], attrs: A, same: SameDim): readonly Type[];
  /** Gradient of each argument, written in ops. Absent: the gradient is zero. */
  vjp?(t: Vocabulary, site: VjpSite<A>): readonly (Value | null)[];
  /** Attrs under which an application also gives, after its outputs, what its gradient rule reads again. */
  saving?(attrs: A): Attrs;
  /**
   * The same application with fewer outputs, of which those that are `read` stay: its attrs and the places of the outputs
   * that are left. `trim` drops what is then unread of a Program inside.
   */
  without?(
    attrs: A,
    read: readonly boolean[],
    trim: (program: Signature) => Signature,
  ): { readonly attrs: Attrs; readonly outs: readonly number[] };
  /** How it serves many entries at once; absent: only one by one. */
  readonly stacking?: Stacking<A>;
  /** The Program inside, and how often it runs. */
  inner?(attrs: A): { readonly program: Signature; readonly times: Dim };
  /** Which input cells the output cell was made from. `shapes` are the arguments', `out` the output's. */
  terms?(shapes: readonly Shape[], attrs: Attrs, out: Shape, cell: number): Terms;
  /** Floating-point operations, from the dims of arguments and output; absent: one per output cell, none where cells only move. */
  flops?(args: readonly (readonly Dim[])[], out: readonly Dim[]): Dim;
}

/** Dims that do not fit. `clash` is the pair that differs. */
export class ShapeError extends Error {
  constructor(
    message: string,
    readonly clash?: readonly [Dim, Dim],
  ) {
    super(message);
    this.name = 'ShapeError';
  }
}
