// The same numbers as a table with header cells, for reading aloud and for copying; large ones in pages.
import { useMemo, useState } from 'react';
import { cellFaceText } from '../../drawing/cellText';
import { formatShape } from '../../drawing/format';
import { leadingAxes, type MatrixView, matrixOf, type ValueTensor } from '../../drawing/valueTensor';
import { positions } from './gridMoves';
import { LeadingAxes } from './LeadingAxes';
import { Pager } from './Pager';
import styles from './ValueTable.module.css';

export interface ValueTableProps {
  readonly tensor: ValueTensor;
  /** The caption: `Attention weights`. */
  readonly caption: string;
  readonly leading?: readonly number[] | undefined;
  readonly onLeading?: ((leading: readonly number[]) => void) | undefined;
  readonly focusRow?: number | null | undefined;
}

const ROWS = 50;
const COLS = 24;

export function ValueTable({ tensor, caption, leading: given, onLeading, focusRow }: ValueTableProps) {
  const [own, setOwn] = useState<readonly number[]>([]);
  const [from, setFrom] = useState({ row: 0, col: 0 });
  const leading = given ?? own;
  const view = useMemo(() => matrixOf(tensor, leading), [tensor, leading]);
  const row = from.row < view.rows ? from.row : 0;
  const col = from.col < view.cols ? from.col : 0;
  const choose = (next: readonly number[]) => {
    setOwn(next);
    onLeading?.(next);
  };
  return (
    <div className={styles.outer}>
      <LeadingAxes axes={leadingAxes(tensor)} leading={leading} onChange={choose} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard. */}
      <section className={styles.scroller} aria-label={caption} tabIndex={0}>
        <table className={styles.table}>
          <caption className={styles.caption}>
            {caption}, {formatShape(tensor.shape)}
          </caption>
          <Head view={view} col={col} />
          <tbody>
            {positions({ from: row, to: Math.min(view.rows, row + ROWS) }).map((at) => (
              <Row key={at} view={view} row={at} col={col} isFocused={at === focusRow} />
            ))}
          </tbody>
        </table>
      </section>
      <Pager name="rows" from={row} size={ROWS} count={view.rows} onFrom={(next) => setFrom({ row: next, col })} />
      <Pager name="columns" from={col} size={COLS} count={view.cols} onFrom={(next) => setFrom({ row, col: next })} />
    </div>
  );
}

const shownCols = (view: MatrixView, col: number): number[] =>
  positions({ from: col, to: Math.min(view.cols, col + COLS) });

const Head = ({ view, col }: { readonly view: MatrixView; readonly col: number }) => (
  <thead>
    <tr>
      <td />
      {shownCols(view, col).map((at) => (
        <th key={at} scope="col">
          {view.colWords[at] || 'value'}
        </th>
      ))}
    </tr>
  </thead>
);

interface RowProps {
  readonly view: MatrixView;
  readonly row: number;
  readonly col: number;
  readonly isFocused: boolean;
}

const Row = ({ view, row, col, isFocused }: RowProps) => (
  <tr className={isFocused ? styles.focused : undefined}>
    <th scope="row">{view.rowWords[row] || 'value'}</th>
    {shownCols(view, col).map((at) => (
      <td key={at}>{cellFaceText(view, row, at)}</td>
    ))}
  </tr>
);
