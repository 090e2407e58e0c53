// A grid of numbers while it is edited: texts per cell, so that what cannot be a number is kept and explained.
import { readNumber } from '../primitives/numberText';
import type { Cell } from './gridMoves';

export interface NumberGrid {
  readonly rows: number;
  readonly cols: number;
  /** Row-major, rows x cols. */
  readonly values: readonly number[];
}

/** Texts that are no numbers yet, by `row,col`. */
export type Drafts = ReadonlyMap<string, string>;

export const draftKey = ({ row, col }: Cell): string => `${row},${col}`;

export interface Typed {
  readonly grid: NumberGrid;
  readonly drafts: Drafts;
}

/** One cell typed: a number goes into the grid, anything else stays as a draft beside it. */
export function typeCell({ grid, drafts }: Typed, cell: Cell, text: string): Typed {
  const reading = readNumber(text);
  const nextDrafts = new Map(drafts);
  if ('problem' in reading) return { grid, drafts: nextDrafts.set(draftKey(cell), text) };
  nextDrafts.delete(draftKey(cell));
  const value = Math.fround(reading.value);
  return { grid: { ...grid, values: grid.values.with(cell.row * grid.cols + cell.col, value) }, drafts: nextDrafts };
}

export interface GridLimits {
  readonly rows: number;
  readonly cols: number;
}

/** A block pasted with its first cell at `at`; the grid grows as far as `limits` let it, what lies outside is left out. */
export function pasteBlock(typed: Typed, at: Cell, block: readonly (readonly string[])[], limits: GridLimits): Typed {
  const widest = block.reduce((most, line) => Math.max(most, line.length), 0);
  const rows = Math.max(typed.grid.rows, Math.min(limits.rows, at.row + block.length));
  const cols = Math.max(typed.grid.cols, Math.min(limits.cols, at.col + widest));
  const start: Typed = { grid: resizeGrid(typed.grid, rows, cols), drafts: typed.drafts };
  return block.reduce<Typed>(
    (before, line, down) =>
      line.reduce<Typed>((now, text, across) => {
        const cell = { row: at.row + down, col: at.col + across };
        return cell.row < rows && cell.col < cols ? typeCell(now, cell, text) : now;
      }, before),
    start,
  );
}

/** Keeps what fits; new cells are 0. */
export function resizeGrid(grid: NumberGrid, rows: number, cols: number): NumberGrid {
  const values = Array.from({ length: rows * cols }, (_, at) => {
    const [row, col] = [Math.floor(at / cols), at % cols];
    return row < grid.rows && col < grid.cols ? (grid.values[row * grid.cols + col] as number) : 0;
  });
  return { rows, cols, values };
}

/** Drafts of cells that a smaller grid no longer has are dropped. */
export const draftsWithin = (drafts: Drafts, { rows, cols }: NumberGrid): Drafts =>
  new Map(
    [...drafts].filter(([key]) => {
      const [row = 0, col = 0] = key.split(',').map(Number);
      return row < rows && col < cols;
    }),
  );
