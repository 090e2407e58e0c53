// The node picture for many cells, painted on a canvas element; words and the row outline stay SVG above it.
import { memo, useEffect, useRef } from 'react';
import type { MiniLayout } from '../../drawing/miniLayout';
import { cellFace, paint, placeOf } from '../../drawing/scale';
import { isMaskedAt, type MatrixView } from '../../drawing/valueTensor';
import { useShownTheme } from '../theme/theme';
import styles from './MiniMatrix.module.css';
import { type MiniPictureProps, MiniWords, RowRing } from './MiniSvg';

/** Pixels per px, so that cells of 2 px stay sharp when the page around is enlarged. */
const DENSITY = 3;

export const MiniCanvas = memo(function MiniCanvas({ view, layout, focusRow, label }: MiniPictureProps) {
  const element = useRef<HTMLCanvasElement>(null);
  const theme = useShownTheme();
  const { left, top, rows, cols, strideX, strideY } = layout;
  const width = cols * strideX;
  const height = rows * strideY;
  useEffect(() => {
    const brush = element.current?.getContext('2d');
    if (!brush || !element.current) return;
    const colours = getComputedStyle(element.current);
    brush.setTransform(DENSITY, 0, 0, DENSITY, 0, 0);
    brush.clearRect(0, 0, width, height);
    drawCells(brush, view, layout, (value) => paint(view.scale, placeOf(value, view.limit), theme).fill, {
      masked: colours.getPropertyValue('outline-color'),
      fault: colours.getPropertyValue('color'),
    });
  }, [view, layout, theme, width, height]);
  return (
    <div className={styles.layers} style={{ width: layout.width, height: layout.height }} role="img" aria-label={label}>
      <canvas
        ref={element}
        className={styles.canvas}
        width={width * DENSITY}
        height={height * DENSITY}
        style={{ left, top, width, height }}
      />
      <svg className={styles.over} width={layout.width} height={layout.height} aria-hidden="true">
        <MiniWords view={view} layout={layout} focusRow={focusRow} />
        <RowRing layout={layout} row={focusRow} />
      </svg>
    </div>
  );
});

/** `masked`: one diagonal of hatching per cell; `fault`: filled, for NaN and infinity. */
function drawCells(
  brush: CanvasRenderingContext2D,
  view: MatrixView,
  layout: MiniLayout,
  colourOf: (value: number) => string,
  colours: { readonly masked: string; readonly fault: string },
): void {
  const width = layout.strideX - layout.gap;
  const height = layout.strideY - layout.gap;
  brush.strokeStyle = colours.masked;
  brush.lineWidth = 0.7;
  for (let row = 0; row < layout.rows; row++) {
    for (let col = 0; col < layout.cols; col++) {
      const index = row * view.cols + col;
      const value = view.data[index] ?? Number.NaN;
      const face = cellFace(value, isMaskedAt(view, index));
      const x = col * layout.strideX;
      const y = row * layout.strideY;
      if (face === 'masked') {
        brush.beginPath();
        brush.moveTo(x, y + height);
        brush.lineTo(x + width, y);
        brush.stroke();
        continue;
      }
      brush.fillStyle = face === 'value' ? colourOf(value) : colours.fault;
      brush.fillRect(x, y, width, height);
    }
  }
}
