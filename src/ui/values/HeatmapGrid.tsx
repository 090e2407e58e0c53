// The scrolling grid of a heatmap. Only the cells on screen exist, so a matrix of 1024 x 1024 costs what its window costs.
import { type CSSProperties, useCallback, useId, useMemo, useRef } from 'react';
import { cellSentence } from '../../drawing/cellText';
import { type HeatmapLayout, type HeatmapSize, heatmapLayout } from '../../drawing/heatmapLayout';
import { type MatrixView, rowLimit } from '../../drawing/valueTensor';
import { classes } from '../primitives/classes';
import { useNarrowPage } from '../theme/narrowPage';
import { CellTipAt } from './CellTip';
import { useElementSize } from './elementSize';
import { type Cell, positions, type Span } from './gridMoves';
import styles from './Heatmap.module.css';
import { HeatmapHead } from './HeatmapHead';
import { HeatmapRow } from './HeatmapRow';
import { useHeatmapFocus } from './heatmapFocus';
import { useScrollWindow } from './scrollWindow';

/** Rows lower than this, px, have the smallest words. */
const TINY = 16;

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
        className={classes(styles.grid, styles[size], layout.rowHeight < TINY && styles.tiny)}
        style={{ '--gutter': `${layout.gutter}px`, '--cells': `${view.cols * layout.colWidth}px` } as CSSProperties}
        onScroll={onScroll}
      >
        <HeatmapHead view={view} layout={layout} from={cols.from} to={cols.to} activeCol={active?.col ?? -1} />
        <Body
          view={view}
          layout={layout}
          rows={rows}
          cols={cols}
          perRow={perRow}
          active={active}
          ringRow={focusRow === undefined ? active?.row : focusRow}
          idOf={idOf}
        />
      </table>
      {active ? (
        <CellTipAt id={idOf(active.row, active.col)} text={cellSentence(view, active.row, active.col)} />
      ) : null}
    </>
  );
}

interface BodyProps {
  readonly view: MatrixView;
  readonly layout: HeatmapLayout;
  readonly rows: Span;
  readonly cols: Span;
  readonly perRow: boolean;
  readonly active: Cell | null;
  readonly ringRow: number | null | undefined;
  readonly idOf: (row: number, col: number) => string;
}

function Body({ view, layout, rows, cols, perRow, active, ringRow, idOf }: BodyProps) {
  const width = layout.gutter + view.cols * layout.colWidth;
  return (
    <tbody className={styles.body} style={{ height: view.rows * layout.rowHeight, width }}>
      {positions(rows).map((row) => (
        <HeatmapRow
          key={row}
          view={view}
          row={row}
          from={cols.from}
          to={cols.to}
          layout={layout}
          limit={perRow ? rowLimit(view, row) : view.limit}
          isFocused={row === ringRow}
          activeCol={active?.row === row ? active.col : -1}
          idOf={idOf}
        />
      ))}
    </tbody>
  );
}
