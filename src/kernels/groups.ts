// Matrices whose rows a source gives a few at a time, so that what a thread loads of a column serves all of them. Knows no op.

/** gpu.js takes up to four cells from a thread. */
const MOST = 4;

export interface Groups {
  readonly matrices: number;
  /** Rows of one matrix, and its columns. */
  readonly rows: number;
  readonly columns: number;
  /** Rows of a group. */
  readonly size: number;
  /** Groups of one matrix. The last ends with its last row, and may begin with rows of the one before. */
  readonly count: number;
}

/** The same source twice. */
export interface GroupedSource {
  /** One cell to a thread, as every source. */
  readonly flat: string;
  /** The cells of group `this.thread.y` of matrix `this.thread.z` in column `this.thread.x`, as an array unless it is one. */
  readonly grouped: string;
  readonly groups: Groups;
}

export function groupsOf(matrices: number, rows: number, columns: number): Groups {
  const size = Math.min(MOST, rows);
  return { matrices, rows, columns, size, count: Math.ceil(rows / size) };
}

/** The cells as threads give them, one group and column after the other, as whole matrices. */
export function ungrouped(cells: Float32Array, { matrices, rows, columns, size, count }: Groups): Float32Array {
  if (size === 1) return cells;
  const whole = new Float32Array(matrices * rows * columns);
  let from = 0;
  for (let group = 0; group < matrices * count; group++) {
    const matrix = Math.floor(group / count);
    const row = matrix * rows + Math.min((group - matrix * count) * size, rows - size);
    for (let at = row * columns; at < (row + 1) * columns; at++) {
      for (let r = 0; r < size; r++) whole[at + r * columns] = cells[from++] as number;
    }
  }
  return whole;
}
