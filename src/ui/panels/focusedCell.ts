// The cell that the parts of the panel light up together; a row is linked with the same row everywhere on the page.
import { useState } from 'react';
import type { MatrixView } from '../../drawing/valueTensor';
import { useView, useWorkbench } from '../workbench';

export interface FocusedCell {
  readonly row: number;
  readonly col: number;
  /** The column under the pointer in this panel. */
  readonly hovered: number | null;
  readonly onCell: (cell: { readonly row: number; readonly col: number } | null) => void;
  readonly onRow: (row: number | null) => void;
  readonly onCol: (col: number | null) => void;
}

/** Lit before anybody points at a row: far enough down to have something to look back at, and always in sight. */
const FIRST_ROW = 3;

/** The place of the largest finite cell of a row. */
export function strongest({ data, cols }: MatrixView, row: number): number {
  let best = 0;
  for (let col = 1; col < cols; col++) {
    const [now, most] = [data[row * cols + col] as number, data[row * cols + best] as number];
    if (now > most || !(most > Number.NEGATIVE_INFINITY)) best = col;
  }
  return best;
}

/**
 * `rowName`: the name of the row axis, such as T. Rows that were pointed at last stay lit: the way to `Why` leads past
 * others. `startRow`: lit first, and again whenever it changes.
 */
export function useFocusedCell(view: MatrixView, rowName: string | undefined, startRow?: number): FocusedCell {
  const { view: store } = useWorkbench();
  const [left, setLeft] = useState<{ readonly row: number; readonly col?: number; readonly startRow?: number }>();
  const last = left?.startRow === startRow ? left : undefined;
  const setLast = (cell: { readonly row: number; readonly col?: number }): void =>
    setLeft({ ...cell, ...(startRow === undefined ? {} : { startRow }) });
  const [hovered, setHovered] = useState<number | null>(null);
  const linked = useView((state) => (state.linked?.dim === rowName ? state.linked?.index : undefined));
  const wanted = linked ?? last?.row ?? startRow ?? Math.min(FIRST_ROW, Math.floor(view.rows / 2));
  const row = Math.min(view.rows - 1, Math.max(0, wanted));
  const col = hovered ?? (last?.row === row ? last.col : undefined) ?? strongest(view, row);

  const link = (index: number | undefined): void => {
    if (rowName !== undefined) store.getState().link(index === undefined ? undefined : { dim: rowName, index });
  };
  return {
    row,
    col: Math.min(view.cols - 1, col),
    hovered,
    onCell: (cell) => {
      if (cell) setLast(cell);
      setHovered(cell ? cell.col : null);
      link(cell?.row);
    },
    onRow: (next) => {
      if (next !== null) setLast({ row: next });
      link(next ?? undefined);
    },
    onCol: (next) => {
      if (next !== null) setLast({ row, col: next });
      setHovered(next);
    },
  };
}
