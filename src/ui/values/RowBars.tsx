// One row of attention weights: the sentence with its words tinted, a bar per word, the sum and the entropy.
import { type ReactNode, useMemo } from 'react';
import { NOT_REACHED } from '../../drawing/cellText';
import { formatNumber } from '../../drawing/format';
import { cellFace, cssPaint, placeOf } from '../../drawing/scale';
import { isMaskedAt, isNotYet, type MatrixView, matrixOf, rowLimit, type ValueTensor } from '../../drawing/valueTensor';
import { classes } from '../primitives/classes';
import parts from '../primitives/PanelParts.module.css';
import { positions } from './gridMoves';
import styles from './RowBars.module.css';
import { rowStats } from './rowStats';

export interface RowBarsProps {
  /** Weights, shape [..., T, S]. */
  readonly tensor: ValueTensor;
  readonly row: number;
  readonly leading?: readonly number[] | undefined;
  /** The key that stands for the query itself in self-attention; outlined in the sentence. */
  readonly ownCol?: number | undefined;
  /** The key under the pointer elsewhere. */
  readonly focusCol?: number | null | undefined;
  readonly onFocusCol?: ((col: number | null) => void) | undefined;
  /** Tints and bars on the row's own scale. */
  readonly perRow?: boolean | undefined;
  /** One line under the sentence: how the focused weight came about. */
  readonly derivation?: ReactNode | undefined;
  /** At the right of the entropy: `Why 0.2758?`. */
  readonly aside?: ReactNode | undefined;
}

const MOST = 128;
const NO_LEADING: readonly number[] = [];

export function RowBars(props: RowBarsProps) {
  const { tensor, leading = NO_LEADING, row, perRow = false } = props;
  const view = useMemo(() => matrixOf(tensor, leading), [tensor, leading]);
  const { weights, masked } = useMemo(() => rowOf(view, row), [view, row]);
  const stats = rowStats(weights, masked);
  const cols = Math.min(MOST, view.cols);
  const limit = perRow ? rowLimit(view, row) : view.limit;
  const isEmpty = stats.allowed === 0;
  const waits = isNotYet(view, row * view.cols);
  return (
    <section className={classes(parts.column, styles.row)} aria-label={`Row ${view.rowWords[row]}`}>
      <div className={parts.head}>
        <h3>Row “{view.rowWords[row]}”</h3>
        <small>{waits ? NOT_REACHED : `sums to ${formatNumber(stats.sum)}`}</small>
      </div>
      <Sentence {...props} view={view} cols={cols} limit={limit} />
      {props.derivation ? <p className={styles.derivation}>{props.derivation}</p> : null}
      <Bars {...props} view={view} cols={cols} full={perRow ? limit : niceFull(weights)} />
      {cols < view.cols ? (
        <p className={styles.more}>
          first {cols} of {view.cols} keys
        </p>
      ) : null}
      <div className={styles.foot}>
        {isEmpty ? emptyText(waits) : entropyText(stats.entropyBits, stats.mostBits)}
        {props.aside}
      </div>
    </section>
  );
}

const emptyText = (waits: boolean): string =>
  waits ? 'This step comes after the chosen one.' : 'Every key is masked: the row is all zeros';

const entropyText = (bits: number, most: number): string => `Entropy ${bits.toFixed(2)} of ${most.toFixed(2)} bits`;

function rowOf(
  view: MatrixView,
  row: number,
): { readonly weights: Float32Array; readonly masked: Uint8Array | undefined } {
  const [from, to] = [row * view.cols, (row + 1) * view.cols];
  return { weights: view.data.subarray(from, to), masked: view.masked?.subarray(from, to) };
}

/** The next tenth above the largest weight, so that bars of different rows of one kind stay comparable. */
const niceFull = (weights: Float32Array): number => {
  const most = weights.reduce((max, weight) => (weight > max && weight < Infinity ? weight : max), 0);
  return Math.max(0.1, Math.ceil(most * 10 - 1e-6) / 10);
};

interface PartProps extends RowBarsProps {
  readonly view: MatrixView;
  readonly cols: number;
}

function Sentence({ view, row, cols, limit, ownCol, focusCol, onFocusCol }: PartProps & { readonly limit: number }) {
  return (
    <p className={styles.sentence}>
      {positions({ from: 0, to: cols }).map((col) => {
        const index = row * view.cols + col;
        const value = view.data[index] ?? 0;
        const face = cellFace(value, isMaskedAt(view, index));
        const colour = face === 'value' ? cssPaint(view.scale, placeOf(value, limit)) : undefined;
        return (
          <span
            key={col}
            className={classes(
              styles.chip,
              styles[face],
              col === ownCol && styles.own,
              col === focusCol && styles.focused,
            )}
            style={{ backgroundColor: colour?.background, color: colour?.color }}
            onPointerEnter={() => onFocusCol?.(col)}
            onPointerLeave={() => onFocusCol?.(null)}
          >
            {view.colWords[col]}
          </span>
        );
      })}
    </p>
  );
}

function Bars({ view, row, cols, full, focusCol, onFocusCol }: PartProps & { readonly full: number }) {
  return (
    <ul className={styles.bars}>
      {positions({ from: 0, to: cols }).map((col) => {
        const index = row * view.cols + col;
        const value = view.data[index] ?? 0;
        const isMasked = cellFace(value, isMaskedAt(view, index)) === 'masked';
        const width = `${Math.min(100, (100 * Math.abs(value)) / full)}%`;
        return (
          <li
            key={col}
            className={classes(styles.barRow, isMasked && styles.off, col === focusCol && styles.lit)}
            onPointerEnter={() => onFocusCol?.(col)}
            onPointerLeave={() => onFocusCol?.(null)}
          >
            <span className={styles.barWord} title={view.colWords[col]}>
              {view.colWords[col]}
            </span>
            <i className={isMasked ? styles.noBar : styles.bar} style={isMasked ? undefined : { width }} />
            <span className={styles.barValue}>
              {isNotYet(view, index) ? 'not yet' : isMasked ? 'masked' : formatNumber(value)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
