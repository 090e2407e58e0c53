// Cells four to a texel: rows below one another, texel (x, r) holds columns 4x to 4x + 3 of row r, and 0 beyond the last.
import type { Shape } from '../kernel';

/** Width and height in texels. gpu.js lays out anything of height 1 otherwise: never less than 2 rows. */
export type Size = readonly [width: number, height: number];

export interface Layout {
  readonly rows: number;
  readonly columns: number;
}

/** Rows of the last axis, whatever leads them. */
export const layoutOf = (shape: Shape): Layout => {
  const columns = shape.at(-1) ?? 1;
  return { columns, rows: shape.slice(0, -1).reduce((n, size) => n * size, 1) };
};

/** Texels of one row. */
export const widthOf = (columns: number): number => Math.ceil(columns / 4);

/** Rows without padding lie in texels as they lie in memory: cell number 4 i begins texel number i. */
export const isDense = ({ columns }: Layout): boolean => columns % 4 === 0;

/** Rows of an array of cells with the zeros that fill their last texels. */
export function padded(cells: Float32Array, { rows, columns }: Layout): Float32Array {
  const stride = 4 * widthOf(columns);
  if (stride === columns) return cells;
  const out = new Float32Array(rows * stride);
  for (let r = 0; r < rows; r++) out.set(cells.subarray(r * columns, (r + 1) * columns), r * stride);
  return out;
}

/** The cells themselves, from rows that are filled up. */
export function unpadded(texels: Float32Array, { rows, columns }: Layout): Float32Array {
  const stride = 4 * widthOf(columns);
  if (stride === columns) return texels.length === rows * columns ? texels : texels.slice(0, rows * columns);
  const out = new Float32Array(rows * columns);
  for (let r = 0; r < rows; r++) out.set(texels.subarray(r * stride, r * stride + columns), r * columns);
  return out;
}
