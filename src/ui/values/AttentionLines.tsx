// Who looks at whom: query words at the left, key words at the right, a line as wide as the weight between them.
import { type KeyboardEvent, useId, useMemo } from 'react';
import { formatExact } from '../../drawing/format';
import { cellFace } from '../../drawing/scale';
import { isMaskedAt, type MatrixView, matrixOf, rowLimit, type ValueTensor } from '../../drawing/valueTensor';
import { classes } from '../primitives/classes';
import { useNarrowPage } from '../theme/narrowPage';
import styles from './AttentionLines.module.css';
import { attentionPaths, type LineGeometry } from './attentionPaths';
import { moveCell, positions } from './gridMoves';

export interface AttentionLinesProps {
  /** Weights, shape [..., T, S]. */
  readonly tensor: ValueTensor;
  readonly leading?: readonly number[] | undefined;
  /** The query in accent; none where null. */
  readonly focusRow: number | null;
  readonly onFocusRow?: ((row: number | null) => void) | undefined;
  readonly onPickRow?: ((row: number) => void) | undefined;
  /** The largest weight of a row has the full width, instead of 1. */
  readonly perRow?: boolean | undefined;
  readonly label?: string | undefined;
}

const WORDS = 60;
const WIDTH = 188;
/** More words than this are unreadable as lines; the matrix shows them all. */
const MOST = 64;
const NO_LEADING: readonly number[] = [];

export function AttentionLines(props: AttentionLinesProps) {
  const { tensor, leading = NO_LEADING, focusRow, perRow = false, label = 'Lines from queries to keys' } = props;
  const view = useMemo(() => matrixOf(tensor, leading), [tensor, leading]);
  const rowHeight = useNarrowPage() ? 25 : 29;
  const rows = Math.min(MOST, view.rows);
  const cols = Math.min(MOST, view.cols);
  return (
    <div className={styles.scroller}>
      <div
        className={styles.lines}
        style={{ height: Math.max(rows, cols) * rowHeight, width: WIDTH, lineHeight: `${rowHeight}px` }}
      >
        <Lines view={view} rows={rows} cols={cols} rowHeight={rowHeight} focusRow={focusRow} perRow={perRow} />
        <QueryWords {...props} view={view} rows={rows} label={label} />
        <KeyWords view={view} cols={cols} focusRow={focusRow} />
      </div>
      {rows < view.rows || cols < view.cols ? (
        <p className={styles.note}>
          first {rows} × {cols} of {view.rows} × {view.cols}
        </p>
      ) : null}
    </div>
  );
}

interface LinesProps {
  readonly view: MatrixView;
  readonly rows: number;
  readonly cols: number;
  readonly rowHeight: number;
  readonly focusRow: number | null;
  readonly perRow: boolean;
}

function Lines({ view, rows, cols, rowHeight, focusRow, perRow }: LinesProps) {
  const others = useMemo(() => {
    const geometry: LineGeometry = { from: WORDS, to: WIDTH - WORDS, rowHeight };
    const full = (row: number) => (perRow ? rowLimit(view, row) : 1);
    const of = (shown: readonly number[]) => attentionPaths(view, shown, cols, geometry, full);
    return { all: of(positions({ from: 0, to: rows })), of };
  }, [view, rows, cols, rowHeight, perRow]);
  const focused = focusRow !== null && focusRow < rows ? others.of([focusRow]) : [];
  return (
    <svg className={styles.svg} width={WIDTH} height={Math.max(rows, cols) * rowHeight} aria-hidden="true">
      {others.all.map((path) => (
        <path key={path.width} className={styles.line} d={path.d} strokeWidth={path.width} />
      ))}
      {focused.map((path) => (
        <path key={path.width} className={styles.focusedLine} d={path.d} strokeWidth={path.width} />
      ))}
    </svg>
  );
}

interface QueryWordsProps extends AttentionLinesProps {
  readonly view: MatrixView;
  readonly rows: number;
}

/** A list in which one query is chosen: arrow keys walk it, the pointer lights it. */
function QueryWords({ view, rows, label, focusRow, onFocusRow, onPickRow }: QueryWordsProps) {
  const id = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    const row = focusRow ?? 0;
    if (event.key === 'Enter' || event.key === ' ') onPickRow?.(row);
    else if (!moveCell({ row, col: 0 }, event.key, true, { rows, cols: 1 })) return;
    event.preventDefault();
    const next = moveCell({ row, col: 0 }, event.key, true, { rows, cols: 1 });
    if (next) onFocusRow?.(next.row);
  };
  return (
    <div
      role="listbox"
      aria-label={label}
      aria-activedescendant={focusRow === null || focusRow >= rows ? undefined : `${id}${focusRow}`}
      tabIndex={0}
      className={styles.queries}
      onKeyDown={onKeyDown}
      onPointerLeave={() => onFocusRow?.(null)}
    >
      {positions({ from: 0, to: rows }).map((row) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the list around takes the keys.
        // biome-ignore lint/a11y/useFocusableInteractive: the list around has the focus and names the active option.
        <div
          key={row}
          id={`${id}${row}`}
          role="option"
          aria-selected={row === focusRow}
          aria-label={`${view.rowWords[row]} looks at ${strongest(view, row)}`}
          title={view.rowWords[row]}
          className={classes(styles.word, row === focusRow && styles.strong)}
          onPointerEnter={() => onFocusRow?.(row)}
          onClick={() => onPickRow?.(row)}
        >
          {view.rowWords[row]}
        </div>
      ))}
    </div>
  );
}

/** The key with the most weight, read aloud for a line that is only seen. */
function strongest(view: MatrixView, row: number): string {
  const weights = view.data.subarray(row * view.cols, (row + 1) * view.cols);
  const most = weights.reduce((best, weight, at) => (weight > (weights[best] ?? 0) ? at : best), 0);
  return `${view.colWords[most]} most, ${formatExact(weights[most] ?? 0)}`;
}

function KeyWords({
  view,
  cols,
  focusRow,
}: {
  readonly view: MatrixView;
  readonly cols: number;
  readonly focusRow: number | null;
}) {
  const state = (col: number) => {
    if (focusRow === null) return undefined;
    const index = focusRow * view.cols + col;
    const isOff = cellFace(view.data[index] ?? 0, isMaskedAt(view, index)) === 'masked';
    return isOff ? styles.off : styles.strong;
  };
  return (
    <div className={styles.keys} aria-hidden="true">
      {positions({ from: 0, to: cols }).map((col) => (
        <div key={col} className={classes(styles.word, state(col))} title={view.colWords[col]}>
          {view.colWords[col]}
        </div>
      ))}
    </div>
  );
}
