// One cell of a matrix that is no attention: its words, its value with all digits, and how it came about.

import { formatExact, formatNumber } from '../../drawing/format';
import type { MatrixView } from '../../drawing/valueTensor';
import type { Reading } from '../../execution/explain';
import parts from '../primitives/PanelParts.module.css';
import styles from './AttentionPanel.module.css';
import { Derivation } from './Derivation';

export interface CellStoryProps {
  readonly view: MatrixView;
  readonly row: number;
  readonly col: number;
  readonly reading: Reading | undefined;
}

export function CellStory({ view, row, col, reading }: CellStoryProps) {
  const value = view.data[row * view.cols + col] ?? Number.NaN;
  const words = [view.rowWords[row], view.colWords[col]].filter(Boolean).join(' → ');
  return (
    <section className={styles.story} aria-label="Cell">
      <div className={parts.head}>
        <h3>{words || 'Cell'}</h3>
        <small>{formatExact(value)}</small>
      </div>
      <p className={styles.value}>{formatNumber(value)}</p>
      {reading ? (
        <p className={styles.reason}>
          <Derivation reading={reading} />
        </p>
      ) : null}
    </section>
  );
}
