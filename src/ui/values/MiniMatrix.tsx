// The live picture of a value on its node: small cells with words, cheap to draw again, the value under the pointer.
import { memo, type PointerEvent, type ReactNode, useMemo, useState } from 'react';
import { cellSentence } from '../../drawing/cellText';
import { formatShape } from '../../drawing/format';
import { type MiniLayout, miniLayout, wordsBeside } from '../../drawing/miniLayout';
import { shownTokens } from '../../drawing/shownTokens';
import { type MatrixView, matrixNames, matrixOf, type ValueTensor } from '../../drawing/valueTensor';
import { CellTip } from './CellTip';
import type { Cell } from './gridMoves';
import { MiniCanvas } from './MiniCanvas';
import styles from './MiniMatrix.module.css';
import { MiniSvg } from './MiniSvg';
import { TokenWords } from './TokenWords';

export interface MiniMatrixProps {
  readonly tensor: ValueTensor;
  /** What it is, read aloud before its shape: `Softmax · weights`. */
  readonly label: string;
  readonly leading?: readonly number[] | undefined;
  /** The row with the ink outline. */
  readonly focusRow?: number | null | undefined;
  readonly onFocusCell?: ((cell: Cell | null) => void) | undefined;
  /** Words beside the cells; off on the simple face of a node. */
  readonly words?: boolean | undefined;
  readonly maxWidth?: number | undefined;
  readonly maxHeight?: number | undefined;
}

/** Above this many cells the picture is drawn on a canvas element, so that React holds no element per cell. */
const MOST_ELEMENTS = 400;
const NO_LEADING: readonly number[] = [];
const NO_WORDS = { hasRowWords: false, hasColWords: false };

export const MiniMatrix = memo(function MiniMatrix(props: MiniMatrixProps) {
  const { tensor, label, leading = NO_LEADING, focusRow = null, words = true, maxWidth = 104, maxHeight = 66 } = props;
  const view = useMemo(() => matrixOf(tensor, leading), [tensor, leading]);
  const layout = useMemo(
    () =>
      miniLayout(view, {
        maxWidth,
        maxHeight,
        ...(words ? wordsBeside(tensor) : NO_WORDS),
      }),
    [view, tensor, words, maxWidth, maxHeight],
  );
  const name = `${label}, ${formatShape(tensor.shape)}`;
  if (view.rows * view.cols === 0) return <p className={styles.note}>no cells</p>;
  if (tensor.kind === 'tokens') return <TokenWords {...shownTokens(tensor, view)} label={name} />;
  const Picture = layout.rows * layout.cols > MOST_ELEMENTS ? MiniCanvas : MiniSvg;
  const note = [...matrixNames(tensor, leading), layout.note].filter(Boolean).join(', ');
  return (
    <figure className={styles.figure}>
      <Hover view={view} layout={layout} onFocusCell={props.onFocusCell}>
        <Picture view={view} layout={layout} focusRow={focusRow} label={name} />
      </Hover>
      {note ? <figcaption className={styles.note}>{note}</figcaption> : null}
    </figure>
  );
});

interface HoverProps {
  readonly view: MatrixView;
  readonly layout: MiniLayout;
  readonly onFocusCell: ((cell: Cell | null) => void) | undefined;
  readonly children: ReactNode;
}

/** Follows the pointer in the picture's own px, whatever the zoom of the page around it. */
function Hover({ view, layout, onFocusCell, children }: HoverProps) {
  const [at, setAt] = useState<{ readonly cell: Cell; readonly anchor: DOMRect } | null>(null);
  const follow = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    const zoom = box.width / layout.width;
    const col = Math.floor(((event.clientX - box.left) / zoom - layout.left) / layout.strideX);
    const row = Math.floor(((event.clientY - box.top) / zoom - layout.top) / layout.strideY);
    const isInside = col >= 0 && row >= 0 && col < layout.cols && row < layout.rows;
    if (isInside && at?.cell.row === row && at.cell.col === col) return;
    const x = box.left + zoom * (layout.left + col * layout.strideX);
    const y = box.top + zoom * (layout.top + row * layout.strideY);
    const anchor = new DOMRect(x, y, zoom * layout.strideX, zoom * layout.strideY);
    setAt(isInside ? { cell: { row, col }, anchor } : null);
    onFocusCell?.(isInside ? { row, col } : null);
  };
  const leave = () => {
    setAt(null);
    onFocusCell?.(null);
  };
  return (
    <div className={styles.hover} onPointerMove={follow} onPointerLeave={leave}>
      {children}
      {at ? <CellTip text={cellSentence(view, at.cell.row, at.cell.col)} anchor={at.anchor} /> : null}
    </div>
  );
}
