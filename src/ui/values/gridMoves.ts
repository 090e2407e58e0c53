// Where a key takes the focus in a grid of cells, and which part of a large grid is on screen.
export interface Cell {
  readonly row: number;
  readonly col: number;
}

export interface GridSize {
  readonly rows: number;
  readonly cols: number;
}

const PAGE = 10;

const STEPS: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-PAGE, 0],
  PageDown: [PAGE, 0],
};

/** The cell a key leads to, held inside; nothing for a key that does not move. Ctrl or Cmd with Home, End: the corners. */
export function moveCell(from: Cell, key: string, wide: boolean, { rows, cols }: GridSize): Cell | undefined {
  if (key === 'Home') return { row: wide ? 0 : from.row, col: 0 };
  if (key === 'End') return { row: wide ? rows - 1 : from.row, col: cols - 1 };
  const step = STEPS[key];
  if (!step) return undefined;
  return { row: hold(from.row + step[0], rows), col: hold(from.col + step[1], cols) };
}

const hold = (at: number, count: number): number => Math.min(count - 1, Math.max(0, at));

/** Positions `from` up to but not including `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export const positions = ({ from, to }: Span): number[] => Array.from({ length: to - from }, (_, at) => from + at);

const MARGIN = 4;

/** Which of `count` cells of `size` px a viewport shows that is scrolled by `scroll`, in steps of a few cells, px all. */
export function visibleSpan(scroll: number, viewport: number, size: number, count: number): Span {
  const first = Math.floor(scroll / size / MARGIN) * MARGIN;
  const shown = Math.ceil(viewport / size / MARGIN) * MARGIN;
  return { from: Math.max(0, first - MARGIN), to: Math.min(count, first + shown + 2 * MARGIN) };
}

/** The scroll that brings a cell wholly into a viewport, moving as little as possible; px. */
export function scrollToShow(scroll: number, viewport: number, start: number, size: number): number {
  if (start < scroll) return start;
  return start + size > scroll + viewport ? start + size - viewport : scroll;
}
