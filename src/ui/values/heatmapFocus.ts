// Which cell of a heatmap is active: the one under the pointer or the one the keys went to, never two.
import { type KeyboardEvent, type MouseEvent, type PointerEvent, type RefObject, useState } from 'react';
import type { HeatmapLayout } from '../../drawing/heatmapLayout';
import { type Cell, type GridSize, moveCell, scrollToShow } from './gridMoves';

export interface HeatmapFocusInput {
  readonly size: GridSize;
  readonly layout: HeatmapLayout;
  readonly scroller: RefObject<HTMLElement | null>;
  /** Where the keys start when nothing is active. */
  readonly startRow: number;
  readonly onFocusCell: ((cell: Cell | null) => void) | undefined;
  readonly onPickCell: ((cell: Cell) => void) | undefined;
}

export function useHeatmapFocus(input: HeatmapFocusInput) {
  const { size, onFocusCell, onPickCell } = input;
  const [last, setLast] = useState<Cell | null>(null);
  const active = last && last.row < size.rows && last.col < size.cols ? last : null;
  const start = { row: Math.min(input.startRow, size.rows - 1), col: 0 };

  const focus = (cell: Cell | null) => {
    if (cell?.row === active?.row && cell?.col === active?.col) return;
    setLast(cell);
    onFocusCell?.(cell);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const from = active ?? start;
    const picks = event.key === 'Enter' || event.key === ' ';
    const next = moveCell(from, event.key, event.ctrlKey || event.metaKey, size);
    if (!picks && !next) return;
    event.preventDefault();
    if (picks) onPickCell?.(from);
    if (!next) return;
    if (input.scroller.current) showCell(input.scroller.current, next, input.layout);
    focus(next);
  };
  const handlers = {
    onKeyDown,
    onFocus: () => active ?? focus(start),
    onBlur: () => focus(null),
    onPointerOver: (event: PointerEvent) => focus(cellAt(event.target)),
    onPointerLeave: () => focus(null),
    onClick: (event: MouseEvent) => {
      const cell = cellAt(event.target);
      if (cell) onPickCell?.(cell);
    },
  };
  return { active, handlers };
}

/** A row word stands for the first cell of its row. */
function cellAt(target: EventTarget): Cell | null {
  const data = target instanceof Element ? target.closest<HTMLElement>('[data-row]')?.dataset : undefined;
  return data ? { row: Number(data.row), col: Number(data.col ?? 0) } : null;
}

function showCell(scroller: HTMLElement, cell: Cell, layout: HeatmapLayout): void {
  const { colWidth, rowHeight, gutter, headHeight } = layout;
  const { scrollTop, scrollLeft, clientHeight, clientWidth } = scroller;
  scroller.scrollTop = scrollToShow(scrollTop, clientHeight - headHeight, cell.row * rowHeight, rowHeight);
  scroller.scrollLeft = scrollToShow(scrollLeft, clientWidth - gutter, cell.col * colWidth, colWidth);
}
