// A tensor as the pictures take it, and the matrix of it that is on screen.
import { axisWords, visibleWord } from './axisWords';
import type { ScaleKind } from './scale';
import { signedLimit } from './scale';

/** Marks of cells that have no value of their own, hatched instead of coloured. */
export const MASKED = 1;
export const NOT_YET = 2;

/** Row-major float32 cells with what is needed to picture them. */
export interface ValueTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
  /** `weights`: 0..1, rows sum to 1; `signed`: anything; `tokens`: ids, whose words are `rowLabels`. */
  readonly kind: 'weights' | 'signed' | 'tokens';
  /** Words of the last axis but one (of the only axis where there is one). */
  readonly rowLabels?: readonly string[] | undefined;
  /** Words of the last axis. */
  readonly colLabels?: readonly string[] | undefined;
  /** Letters of the last two axes for positions without labels: `d` gives d1, d2 ... */
  readonly rowLetter?: string | undefined;
  readonly colLetter?: string | undefined;
  /** Names of the axes before the last two: `head`, `batch`. */
  readonly leadingNames?: readonly string[] | undefined;
  /** As long as `data`, or as one matrix of it: MASKED where the pair is, NOT_YET where nothing ran so far. Without it only minus infinity is masked. */
  readonly masked?: Uint8Array | undefined;
}

/** The last two axes at one position of the others. Rank 0 is 1 x 1, rank 1 one row. */
export interface MatrixView {
  readonly rows: number;
  readonly cols: number;
  readonly data: Float32Array;
  readonly masked: Uint8Array | undefined;
  readonly rowWords: readonly string[];
  readonly colWords: readonly string[];
  readonly scale: ScaleKind;
  /** The full end of the scale: 1 for weights, else the largest finite magnitude of the whole tensor. */
  readonly limit: number;
}

/** Sizes and names of the axes before the last two. */
export function leadingAxes(tensor: ValueTensor): { readonly name: string; readonly size: number }[] {
  const sizes = tensor.shape.slice(0, -2);
  return sizes.map((size, axis) => ({ name: tensor.leadingNames?.[axis] ?? `axis ${axis + 1}`, size }));
}

/** `head 1 of 4` for every leading axis with more than one position. */
export const matrixNames = (tensor: ValueTensor, leading: readonly number[]): string[] =>
  leadingAxes(tensor).flatMap(({ name, size }, axis) =>
    size > 1 ? [`${name} ${(leading[axis] ?? 0) + 1} of ${size}`] : [],
  );

/** The matrix at `leading` (one index per leading axis; missing or outside ones are held inside). */
export function matrixOf(tensor: ValueTensor, leading: readonly number[] = []): MatrixView {
  const rows = tensor.shape.at(-2) ?? 1;
  const cols = tensor.shape.at(-1) ?? 1;
  const size = rows * cols;
  const at = matrixIndex(tensor, leading) * size;
  const isVector = tensor.shape.length < 2;
  const colLabels = tensor.colLabels ?? (isVector ? tensor.rowLabels : undefined);
  return {
    rows,
    cols,
    data: tensor.data.subarray(at, at + size),
    masked: maskOf(tensor, at, size),
    rowWords: isVector ? [''] : axisWords(rows, tensor.rowLabels?.map(visibleWord), tensor.rowLetter),
    colWords: tensor.shape.length === 0 ? [''] : axisWords(cols, colLabels?.map(visibleWord), tensor.colLetter),
    scale: tensor.kind === 'weights' ? 'sequential' : 'diverging',
    limit: tensor.kind === 'weights' ? 1 : signedLimit(tensor.data),
  };
}

function matrixIndex(tensor: ValueTensor, leading: readonly number[]): number {
  const sizes = tensor.shape.slice(0, -2);
  return sizes.reduce((index, size, axis) => index * size + Math.min(size - 1, Math.max(0, leading[axis] ?? 0)), 0);
}

function maskOf({ masked, data }: ValueTensor, at: number, size: number): Uint8Array | undefined {
  if (!masked) return undefined;
  return masked.length === data.length ? masked.subarray(at, at + size) : masked;
}

/** MASKED where a score is minus infinity: the mask of the weights that a softmax makes of these scores. */
export const maskedPairs = (scores: Float32Array): Uint8Array =>
  Uint8Array.from(scores, (s) => (s === -Infinity ? MASKED : 0));

/** Whether a pair has no weight of its own: it is forbidden, or its step has not run. */
export const isMaskedAt = (view: MatrixView, index: number): boolean => (view.masked?.[index] ?? 0) !== 0;

export const isNotYet = (view: MatrixView, index: number): boolean => view.masked?.[index] === NOT_YET;

/** The largest value of a row for a scale of its own; the tensor's limit where the row is empty of finite values. */
export function rowLimit(view: MatrixView, row: number): number {
  const values = view.data.subarray(row * view.cols, (row + 1) * view.cols);
  return values.some((value) => Number.isFinite(value) && value !== 0) ? signedLimit(values) : view.limit;
}
