// What can be wrong at a node, as data that page, command line and worker share.
import { NodeError } from '../nodes/node';
import { type Dim, type Sizes, sizeOf } from '../tensor/dim';
import { showDims, type Type } from '../tensor/tensor';

export type ProblemCode =
  | 'unwired'
  | 'shape'
  | 'param'
  | 'value'
  | 'weight'
  | 'cycle'
  | 'unknown-type'
  | 'limit'
  | 'wall'
  | 'kernel';

export interface Problem {
  readonly node: string;
  readonly code: ProblemCode;
  /** One sentence: what is wrong. */
  readonly message: string;
  /** The shapes or values behind it. */
  readonly detail?: string;
  /** What to do. */
  readonly advice?: string;
  readonly ports?: readonly string[];
  readonly param?: string;
  /** The sizes that differ, as people read them. */
  readonly clash?: readonly [string, string];
}

/** `T × d = 6 × 3`; only numbers read `6 × 3`, a scalar `scalar`. Unknown sizes leave out the second half. */
export function showType(dims: readonly Dim[], sizes: Sizes): string {
  const symbolic = showDims(dims);
  const shape = dims.map((d) => sizeOf(d, sizes));
  if (shape.some((size) => size === undefined)) return symbolic;
  const concrete = showDims(shape as number[]);
  return symbolic === concrete ? concrete : `${symbolic} = ${concrete}`;
}

const showSize = (dim: Dim, sizes: Sizes): string => String(sizeOf(dim, sizes) ?? dim);

/** An error thrown while tracing a node, with the shapes of the ports it names. Anything else is a fault of ours and is thrown on. */
export function problemOf(
  error: unknown,
  node: string,
  inputs: Readonly<Record<string, readonly Type[]>>,
  sizes: Sizes,
): Problem {
  if (!(error instanceof NodeError)) throw error;
  const { ports, param, clash, advice, code = 'shape' } = error.about;
  const shapes = (ports ?? []).flatMap((port) =>
    (inputs[port] ?? []).map((type) => `${port} is ${showType(type.dims, sizes)}`),
  );
  return {
    node,
    code,
    message: error.message,
    ...(shapes.length > 0 ? { detail: `${shapes.join(' and ')}.` } : {}),
    ...(advice ? { advice } : {}),
    ...(ports ? { ports } : {}),
    ...(param ? { param } : {}),
    ...(clash ? { clash: [showSize(clash[0], sizes), showSize(clash[1], sizes)] as const } : {}),
  };
}
