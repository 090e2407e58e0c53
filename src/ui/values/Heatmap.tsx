// The large picture of a tensor: numbers in coloured cells, words around them, what the colours mean below.
import { useMemo, useState } from 'react';
import { NOT_REACHED } from '../../drawing/cellText';
import type { HeatmapSize } from '../../drawing/heatmapLayout';
import { cellFace } from '../../drawing/scale';
import {
  isMaskedAt,
  isNotYet,
  leadingAxes,
  type MatrixView,
  matrixOf,
  type ValueTensor,
} from '../../drawing/valueTensor';
import type { Cell } from './gridMoves';
import styles from './Heatmap.module.css';
import { HeatmapGrid } from './HeatmapGrid';
import { LeadingAxes } from './LeadingAxes';
import { ScaleLegend } from './ScaleLegend';

export interface HeatmapProps {
  readonly tensor: ValueTensor;
  /** What it is, read aloud: `Attention weights, 6 × 6`. */
  readonly label: string;
  /** `large`: rows of 29 px (25 on a narrow page); `small`, for side panels: 22 (20). */
  readonly size?: HeatmapSize | undefined;
  /** Colours on a scale per row instead of one for all. */
  readonly perRow?: boolean | undefined;
  /** Without numbers the cells shrink until all fit. */
  readonly numbered?: boolean | undefined;
  readonly legend?: boolean | undefined;
  /** The row with the ink outline; without it the row under the pointer or the keys. */
  readonly focusRow?: number | null | undefined;
  readonly onFocusRow?: ((row: number | null) => void) | undefined;
  readonly onFocusCell?: ((cell: Cell | null) => void) | undefined;
  readonly onPickCell?: ((cell: Cell) => void) | undefined;
  /** Which matrix of a tensor of rank 3 or more; kept inside where it is not given. */
  readonly leading?: readonly number[] | undefined;
  readonly onLeading?: ((leading: readonly number[]) => void) | undefined;
}

export function Heatmap({ tensor, label, size = 'large', perRow = false, numbered = true, ...rest }: HeatmapProps) {
  const [ownLeading, setOwnLeading] = useState<readonly number[]>([]);
  const leading = rest.leading ?? ownLeading;
  const view = useMemo(() => matrixOf(tensor, leading), [tensor, leading]);
  const onFocusCell = (cell: Cell | null) => {
    rest.onFocusCell?.(cell);
    rest.onFocusRow?.(cell ? cell.row : null);
  };
  const chooseLeading = (next: readonly number[]) => {
    setOwnLeading(next);
    rest.onLeading?.(next);
  };
  const hatched = useMemo(() => hatchedMeaning(view), [view]);
  if (view.rows === 0 || view.cols === 0) return <p className={styles.none}>This tensor has no cells.</p>;
  return (
    <div className={styles.heatmap}>
      <LeadingAxes axes={leadingAxes(tensor)} leading={leading} onChange={chooseLeading} />
      <HeatmapGrid
        view={view}
        label={label}
        size={size}
        numbered={numbered}
        perRow={perRow}
        focusRow={rest.focusRow}
        onFocusCell={onFocusCell}
        onPickCell={rest.onPickCell}
      />
      {rest.legend === false ? null : (
        <ScaleLegend scale={view.scale} limit={view.limit} hatched={hatched} perRow={perRow} />
      )}
    </div>
  );
}

/** What the hatched cells of this matrix are, if it has any. */
function hatchedMeaning(view: MatrixView): string | undefined {
  const isHatched = (value: number, index: number) => cellFace(value, isMaskedAt(view, index)) === 'masked';
  const at = view.data.findIndex((value, index) => isHatched(value, index) && !isNotYet(view, index));
  const masked = at < 0 ? undefined : view.data[at] === 0 ? 'masked, exactly 0' : '\u2212∞';
  const waits = view.data.some((_, index) => isNotYet(view, index)) ? NOT_REACHED : undefined;
  return [masked, waits].filter(Boolean).join('; ') || undefined;
}
