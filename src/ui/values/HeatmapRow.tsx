// One row of a heatmap: its word and the cells of the visible columns.
import { memo } from 'react';
import { cellText } from '../../drawing/cellText';
import type { HeatmapLayout } from '../../drawing/heatmapLayout';
import { cellFace, cssPaint, placeOf } from '../../drawing/scale';
import { isMaskedAt, isNotYet, type MatrixView } from '../../drawing/valueTensor';
import { classes } from '../primitives/classes';
import { positions } from './gridMoves';
import styles from './Heatmap.module.css';

export interface HeatmapRowProps {
  readonly view: MatrixView;
  readonly row: number;
  /** Visible columns: from the first up to but not including the last. */
  readonly from: number;
  readonly to: number;
  readonly layout: HeatmapLayout;
  /** The full end of this row's scale. */
  readonly limit: number;
  readonly isFocused: boolean;
  /** The column of the active cell in this row, else -1. */
  readonly activeCol: number;
  readonly idOf: (row: number, col: number) => string;
}

export const HeatmapRow = memo(function HeatmapRow(props: HeatmapRowProps) {
  const { view, row, from, to, layout, isFocused } = props;
  const word = view.rowWords[row];
  return (
    <tr
      aria-rowindex={row + 2}
      className={classes(styles.row, isFocused && styles.focused)}
      style={{ top: row * layout.rowHeight, height: layout.rowHeight, lineHeight: `${layout.rowHeight}px` }}
    >
      {layout.gutter > 0 ? (
        <th scope="row" className={styles.word} style={{ width: layout.gutter }} title={word} data-row={row}>
          {word}
        </th>
      ) : null}
      {positions({ from, to }).map((col) => (
        <HeatmapCell key={col} {...props} col={col} offset={col === from ? col * layout.colWidth : 0} />
      ))}
    </tr>
  );
});

interface HeatmapCellProps extends HeatmapRowProps {
  readonly col: number;
  /** px left free before the first visible cell. */
  readonly offset: number;
}

function HeatmapCell({ view, row, col, offset, layout, limit, activeCol, idOf }: HeatmapCellProps) {
  const index = row * view.cols + col;
  const value = view.data[index] ?? Number.NaN;
  const face = cellFace(value, isMaskedAt(view, index));
  const colour = face === 'value' ? cssPaint(view.scale, placeOf(value, limit)) : undefined;
  return (
    <td
      id={idOf(row, col)}
      aria-colindex={col + 2}
      data-row={row}
      data-col={col}
      className={classes(styles.cell, styles[face], col === activeCol && styles.active)}
      style={{
        width: layout.colWidth,
        marginLeft: offset || undefined,
        backgroundColor: colour?.background,
        color: colour?.color,
      }}
    >
      {layout.numbers === 'none'
        ? null
        : isNotYet(view, index)
          ? '·'
          : cellText(value, face, layout.numbers === 'compact')}
    </td>
  );
}
