// The column words of a heatmap, turned where they do not fit.
import { memo } from 'react';
import type { HeatmapLayout } from '../../drawing/heatmapLayout';
import type { MatrixView } from '../../drawing/valueTensor';
import { classes } from '../primitives/classes';
import { positions } from './gridMoves';
import styles from './Heatmap.module.css';

export interface HeatmapHeadProps {
  readonly view: MatrixView;
  readonly layout: HeatmapLayout;
  /** Visible columns: from the first up to but not including the last. */
  readonly from: number;
  readonly to: number;
  readonly activeCol: number;
}

export const HeatmapHead = memo(function HeatmapHead({ view, layout, from, to, activeCol }: HeatmapHeadProps) {
  const { gutter, colWidth, headHeight, turned } = layout;
  if (headHeight === 0) return null;
  const width = gutter + view.cols * colWidth;
  return (
    <thead className={styles.head} style={{ width, height: headHeight }}>
      <tr aria-rowindex={1} className={styles.headRow}>
        {gutter > 0 ? <td className={styles.corner} style={{ width: gutter }} /> : null}
        {positions({ from, to }).map((col) => (
          <th
            key={col}
            scope="col"
            aria-colindex={col + 2}
            className={classes(styles.colWord, turned && styles.turned, col === activeCol && styles.strong)}
            style={{ width: colWidth, marginLeft: col === from ? col * colWidth : undefined }}
            title={view.colWords[col]}
          >
            <span>{view.colWords[col]}</span>
          </th>
        ))}
      </tr>
    </thead>
  );
});
