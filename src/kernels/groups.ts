// Matrices whose rows a source gives a few at a time, so that what a thread loads of a column serves all of them. Knows no op.
import { Pace } from './pace';

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

/** Cells that are put in their place first. */
const FIRST = 2 ** 14;

/** Whole matrices of the cells as threads give them, one group and column after the other, from cell `base` on. Yields where that takes long. */
export const ungrouped = ({ matrices, rows, columns, size, count }: Groups) =>
  function* (cells: Float32Array, base: number): Generator<void, Float32Array, void> {
    const whole = new Float32Array(matrices * rows * columns);
    const each = size * columns;
    const spread = size === MOST ? four : some;
    yield* new Pace(Math.ceil(FIRST / each)).over(matrices * count, (from, most) => {
      for (let group = from; group < from + most; group++) {
        const [matrix, g] = [Math.floor(group / count), group % count];
        const row = matrix * rows + Math.min(g * size, rows - size);
        spread(cells, base + group * each, size, whole, row * columns, columns);
      }
      return most;
    });
    return whole;
  };

/** The same in one go, into an array of that size. */
export function ungroupedAtOnce(
  { rows, columns, size, count, matrices }: Groups,
  cells: Float32Array,
  whole: Float32Array,
) {
  const spread = size === MOST ? four : some;
  for (let group = 0; group < matrices * count; group++) {
    const [matrix, g] = [Math.floor(group / count), group % count];
    const row = matrix * rows + Math.min(g * size, rows - size);
    spread(cells, group * size * columns, size, whole, row * columns, columns);
  }
  return whole;
}

type Spread = (from: Float32Array, at: number, size: number, to: Float32Array, row: number, columns: number) => void;

const some: Spread = (from, at, size, to, row, columns) => {
  for (let i = 0; i < size * columns; i++)
    to[row + (i % size) * columns + Math.floor(i / size)] = from[at + i] as number;
};

/** Written out, since it is what most products end with. */
const four: Spread = (from, at, _size, to, row, columns) => {
  const [second, third, fourth] = [row + columns, row + 2 * columns, row + 3 * columns];
  for (let i = 0, cell = at; i < columns; i++, cell += 4) {
    to[row + i] = from[cell] as number;
    to[second + i] = from[cell + 1] as number;
    to[third + i] = from[cell + 2] as number;
    to[fourth + i] = from[cell + 3] as number;
  }
};
