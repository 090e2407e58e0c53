// What a value is: its type (symbolic) and its cells (concrete).
import type { Dim } from './dim';

export type DType = 'float' | 'int';

/** `below`: an int value's ids lie in 0 .. below - 1 (the vocabulary size of tokens). */
export interface Type {
  readonly dims: readonly Dim[];
  readonly dtype: DType;
  readonly below?: Dim;
}

/** Row-major float32 cells; rank 0 has shape [] and one cell. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export const float = (dims: readonly Dim[]): Type => ({ dims, dtype: 'float' });

export const count = (shape: readonly number[]): number => shape.reduce((n, d) => n * d, 1);

/** A copy in float32. A loop, since what the language offers asks an iterator for, or boxes, every cell of a list. */
export function float32(data: ArrayLike<number>): Float32Array<ArrayBuffer> {
  const cells = new Float32Array(data.length);
  if (ArrayBuffer.isView(data)) cells.set(data);
  else for (let i = 0; i < cells.length; i++) cells[i] = data[i] as number;
  return cells;
}

export function tensor(shape: readonly number[], data: ArrayLike<number>): Tensor {
  if (count(shape) !== data.length) throw new RangeError(`${data.length} values do not fill [${shape.join(', ')}]`);
  return { shape, data: data instanceof Float32Array ? data : float32(data) };
}

/** `T × d` or `6 × 3`; a scalar reads `scalar`. */
export const showDims = (dims: readonly Dim[]): string =>
  dims.length === 0 ? 'scalar' : dims.map(showDim).join(' × ');

/** A sum inside a product needs brackets to read well. */
const showDim = (dim: Dim): string => (typeof dim === 'string' && /[+-]/.test(dim) ? `(${dim})` : String(dim));

/** Row-major strides: how far apart neighbours along each axis lie. */
export function stridesOf(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length).fill(1);
  for (let axis = shape.length - 2; axis >= 0; axis--) {
    strides[axis] = (strides[axis + 1] as number) * (shape[axis + 1] as number);
  }
  return strides;
}

/** Strides seen from a broadcast output of at least the same rank: 0 along every axis where the argument has size 1. */
export function broadcastStrides(shape: readonly number[], out: readonly number[]): number[] {
  const own = stridesOf(shape);
  const missing = out.length - shape.length;
  return out.map((_, axis) => (axis < missing || shape[axis - missing] === 1 ? 0 : (own[axis - missing] as number)));
}
