// The scrolling grid of a heatmap. Only the cells on screen exist, so a matrix of 1024 x 1024 costs what its window costs.
import { type CSSProperties, useCallback, useId, useMemo, useRef } from 'react';
import { classes } from '../primitives/classes';
import { useNarrowPage } from '../theme/narrowPage';
import { CellTipAt } from './CellTip';
import { cellSentence } from './cellText';
import { useElementSize } from './elementSize';
import { type Cell, positions } from './gridMoves';
import styles from './Heatmap.module.css';
import { HeatmapHead } from './HeatmapHead';
import { HeatmapRow } from './HeatmapRow';
import { useHeatmapFocus } from './heatmapFocus';
import { type HeatmapSize, heatmapLayout } from './heatmapLayout';
import { useScrollWindow } from './scrollWindow';
import { type MatrixView, rowLimit } from './valueTensor';

export interface HeatmapGridProps {
  readonly view: MatrixView;
  readonly label: string;
  readonly size: HeatmapSize;
  readonly numbered: boolean;
  readonly perRow: boolean;
  readonly focusRow: number | null | undefined;
  readonly onFocusCell: ((cell: Cell | null) => void) | undefined;
  readonly onPickCell: ((cell: Cell) => void) | undefined;
}

export function HeatmapGrid({
  view,
  label,
  size,
  numbered,
  perRow,
  focusRow,
  onFocusCell,
  onPickCell,
}: HeatmapGridProps) {
  const scroller = useRef<HTMLTableElement>(null);
  const { width, height } = useElementSize(scroller);
  const narrow = useNarrowPage();
  const layout = useMemo(
    () => heatmapLayout(view, size, width, narrow, numbered),
    [view, size, width, narrow, numbered],
  );
  const { rows, cols, onScroll } = useScrollWindow({ ...view, ...layout, width, height });
  const startRow = focusRow ?? 0;
  const { active, handlers } = useHeatmapFocus({ size: view, layout, scroller, startRow, onFocusCell, onPickCell });
  const id = useId();
  const idOf = useCallback((row: number, col: number) => `${id}${row}-${col}`, [id]);
  const ringRow = focusRow === undefined ? active?.row : focusRow;
  return (
    <>
      <table
        {...handlers}
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are walked by keys is a grid.
        role="grid"
        aria-label={label}
        aria-rowcount={view.rows + 1}
        aria-colcount={view.cols + 1}
        aria-readonly="true"
        aria-activedescendant={active ? idOf(active.row, active.col) : undefined}
        tabIndex={0}
        className={classes(styles.grid, styles[size])}
        style={{ '--gutter': `${layout.gutter}px` } as CSSProperties}
        onScroll={onScroll}
      >
        <HeatmapHead view={view} layout={layout} cols={cols} activeCol={active?.col ?? -1} />
        <tbody
          className={styles.body}
          style={{ height: view.rows * layout.rowHeight, width: layout.gutter + view.cols * layout.colWidth }}
        >
          {positions(rows).map((row) => (
            <HeatmapRow
              key={row}
              view={view}
              row={row}
              cols={cols}
              layout={layout}
              limit={perRow ? rowLimit(view, row) : view.limit}
              isFocused={row === ringRow}
              activeCol={active?.row === row ? active.col : -1}
              idOf={idOf}
            />
          ))}
        </tbody>
      </table>
      {active ? (
        <CellTipAt id={idOf(active.row, active.col)} text={cellSentence(view, active.row, active.col)} />
      ) : null}
    </>
  );
}
