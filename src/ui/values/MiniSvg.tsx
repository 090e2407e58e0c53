// The node picture as SVG, for as many cells as elements are cheap: crisp at every zoom, repainted by CSS on a new theme.
import { memo, useId } from 'react';
import { truncateWord } from '../../drawing/axisWords';
import { MINI_WORD, type MiniLayout } from '../../drawing/miniLayout';
import { cellFace, cssPaint, placeOf } from '../../drawing/scale';
import { isMaskedAt, type MatrixView } from '../../drawing/valueTensor';
import { classes } from '../primitives/classes';
import { positions } from './gridMoves';
import styles from './MiniMatrix.module.css';

export interface MiniPictureProps {
  readonly view: MatrixView;
  readonly layout: MiniLayout;
  readonly focusRow: number | null;
  readonly label: string;
}

export const MiniSvg = memo(function MiniSvg({ view, layout, focusRow, label }: MiniPictureProps) {
  const hatch = useId();
  return (
    <svg className={styles.picture} width={layout.width} height={layout.height} role="img" aria-label={label}>
      <defs>
        <pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse">
          <path d="M-1 1l2-2M0 4 4 0M3 5l2-2" className={styles.hatchLine} />
        </pattern>
      </defs>
      {positions({ from: 0, to: layout.rows * layout.cols }).map((at) => (
        <MiniCell key={at} view={view} layout={layout} at={at} hatch={hatch} />
      ))}
      <MiniWords view={view} layout={layout} focusRow={focusRow} />
      <RowRing layout={layout} row={focusRow} />
    </svg>
  );
});

interface MiniCellProps {
  readonly view: MatrixView;
  readonly layout: MiniLayout;
  readonly at: number;
  readonly hatch: string;
}

function MiniCell({ view, layout, at, hatch }: MiniCellProps) {
  const row = Math.floor(at / layout.cols);
  const col = at % layout.cols;
  const index = row * view.cols + col;
  const value = view.data[index] ?? Number.NaN;
  const face = cellFace(value, isMaskedAt(view, index));
  const x = layout.left + col * layout.strideX;
  const y = layout.top + row * layout.strideY;
  const width = layout.strideX - layout.gap;
  const height = layout.strideY - layout.gap;
  if (face === 'nan' || face === 'infinite')
    return <Fault x={x} y={y} width={width} height={height} isNan={face === 'nan'} />;
  const fill = face === 'masked' ? `url(#${hatch})` : cssPaint(view.scale, placeOf(value, view.limit)).background;
  return <rect x={x} y={y} width={width} height={height} style={{ fill }} />;
}

interface FaultProps {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly isNan: boolean;
}

/** A cell that is no number: a cross for NaN, an upright bar for infinity. */
function Fault({ x, y, width, height, isNan }: FaultProps) {
  const mark = isNan
    ? `M${x} ${y}l${width} ${height}M${x + width} ${y}l${-width} ${height}`
    : `M${x + width / 2} ${y}v${height}`;
  return (
    <>
      <rect x={x} y={y} width={width} height={height} className={styles.fault} />
      <path d={mark} className={styles.faultMark} />
    </>
  );
}

export function MiniWords({ view, layout, focusRow }: Omit<MiniPictureProps, 'label'>) {
  const { left, top, strideX, strideY, rows, cols } = layout;
  return (
    <g>
      {layout.showsRowWords
        ? positions({ from: 0, to: rows }).map((row) => (
            <text
              key={row}
              className={classes(styles.word, row === focusRow && styles.strong)}
              x={left - 4}
              y={top + (row + 0.5) * strideY + 3}
              textAnchor="end"
            >
              {truncateWord(view.rowWords[row] ?? '', MINI_WORD)}
            </text>
          ))
        : null}
      {layout.showsColWords
        ? positions({ from: 0, to: cols }).map((col) => (
            <text
              key={col}
              className={styles.word}
              transform={`translate(${left + (col + 0.5) * strideX + 3},${top - 4}) rotate(-90)`}
            >
              {truncateWord(view.colWords[col] ?? '', MINI_WORD)}
            </text>
          ))
        : null}
    </g>
  );
}

export function RowRing({ layout, row }: { readonly layout: MiniLayout; readonly row: number | null }) {
  if (row === null || row < 0 || row >= layout.rows) return null;
  return (
    <rect
      className={styles.ring}
      x={layout.left - 1}
      y={layout.top + row * layout.strideY - 1}
      width={layout.cols * layout.strideX - layout.gap + 2}
      height={layout.strideY - layout.gap + 2}
      rx="1"
    />
  );
}
