// Split-head attention in plain loops, written apart from the engine. Tests only.
import { draw } from '../tensor/random/schemes';

export type Matrix = readonly (readonly number[])[];
export const rowsOf = (cells: ArrayLike<number>, width: number): number[][] =>
  Array.from({ length: cells.length / width }, (_, row) => Array.from(cells).slice(row * width, (row + 1) * width));
const times = (a: Matrix, b: Matrix): number[][] =>
  a.map((row) => (b[0] ?? []).map((_, k) => row.reduce((sum, x, i) => sum + x * (b[i]?.[k] ?? 0), 0)));
const turned = (a: Matrix): number[][] => (a[0] ?? []).map((_, k) => a.map((row) => row[k] as number));

/** Weights of the positions up to and including the row's own. */
function causalSoftmax(row: readonly number[], i: number): number[] {
  const powers = row.map((score, j) => (j <= i ? Math.exp(score) : 0));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/**
 * Two causal heads of width 2 cut out of one projection of width 4, then an output projection with a bias: what PyTorch's
 * view(T, h, d).transpose(1, 2) form computes after manual_seed(123), layers made in the order query, key, value, output.
 */
export function splitHeadsByFormula(x: Matrix): Matrix {
  const linear = (skip: number, shape: readonly number[]) =>
    rowsOf(draw({ scheme: 'torch-linear', seed: 123, skip }, shape, { in: shape[0] as number }), shape[1] ?? 4);
  const project = (skip: number): Matrix => times(x, linear(skip, [3, 4]));
  const [query, key, value] = [project(0), project(12), project(24)];
  const cut = (rows: Matrix, head: number): Matrix => rows.map((row) => row.slice(2 * head, 2 * head + 2));
  const heads = [0, 1].map((h) => {
    const scores = times(cut(query, h), turned(cut(key, h)));
    const weights = scores.map((row, i) =>
      causalSoftmax(
        row.map((score) => score / Math.SQRT2),
        i,
      ),
    );
    return times(weights, cut(value, h));
  });
  const merged = x.map((_, i) => heads.flatMap((head) => head[i] as number[]));
  const bias = draw({ scheme: 'torch-linear', seed: 123, skip: 52 }, [4], { in: 4 });
  return times(merged, linear(36, [4, 4])).map((row) => row.map((cell, k) => cell + (bias[k] as number)));
}
