// Nested numbers as grids: the matrix at one position of the leading axes, and back. Pure.
import type { Values } from '../../nodes/params';
import { type NumberGrid, resizeGrid } from '../values/gridDraft';

type Nested = number | Values;
const isList = (level: Nested | undefined): level is Values => Array.isArray(level);

/** The last two axes at `leading`; rank 1 is one row. The values must not be ragged. */
export function gridAt(values: Values, leading: readonly number[]): NumberGrid {
  const matrix = leading.reduce<Values>((level, at) => level[at] as Values, values);
  const rows = matrix.some(isList) ? (matrix as readonly Values[]) : [matrix];
  return { rows: rows.length, cols: rows[0]?.length ?? 0, values: rows.flat() as number[] };
}

const rowsOf = ({ rows, cols, values }: NumberGrid): number[][] =>
  Array.from({ length: rows }, (_, row) => values.slice(row * cols, (row + 1) * cols));

/** The values with another matrix at `leading`. All matrices take its size; one row stays rank 1 where it was. */
export function withGrid(
  values: Values,
  shape: readonly number[],
  leading: readonly number[],
  grid: NumberGrid,
): Values {
  if (shape.length === 1) return grid.rows === 1 ? [...grid.values] : rowsOf(grid);
  const place = (level: Values, depth: number, isHere: boolean): Values => {
    if (depth === 0) return rowsOf(isHere ? grid : resizeGrid(gridAt(level, []), grid.rows, grid.cols));
    const at = leading[leading.length - depth] ?? 0;
    return level.map((inner, i) => place(inner as Values, depth - 1, isHere && i === at));
  };
  return place(values, shape.length - 2, true);
}
