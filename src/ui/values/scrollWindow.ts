// Which rows and columns of a scrolled grid are on screen, told only when that changes.
import { type UIEvent, useState } from 'react';
import { type GridSize, type Span, visibleSpan } from './gridMoves';

export interface ScrollWindowInput extends GridSize {
  /** px: the viewport and one cell. */
  readonly width: number;
  readonly height: number;
  readonly colWidth: number;
  readonly rowHeight: number;
}

export function useScrollWindow(input: ScrollWindowInput) {
  const [scroll, setScroll] = useState({ top: 0, left: 0 });
  const rows = visibleSpan(scroll.top, input.height, input.rowHeight, input.rows);
  const cols = visibleSpan(scroll.left, input.width, input.colWidth, input.cols);
  const onScroll = ({ currentTarget }: UIEvent<HTMLElement>) => {
    const { scrollTop: top, scrollLeft: left } = currentTarget;
    const sameRows = sameSpan(rows, visibleSpan(top, input.height, input.rowHeight, input.rows));
    const sameCols = sameSpan(cols, visibleSpan(left, input.width, input.colWidth, input.cols));
    if (!sameRows || !sameCols) setScroll({ top, left });
  };
  return { rows, cols, onScroll };
}

const sameSpan = (a: Span, b: Span): boolean => a.from === b.from && a.to === b.to;
