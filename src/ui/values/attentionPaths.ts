// The lines from queries to keys as SVG paths, few of them however many pairs there are.
import { isMaskedAt, type MatrixView } from '../../drawing/valueTensor';

export interface LineGeometry {
  /** px: where lines start and end, and the height of a row. */
  readonly from: number;
  readonly to: number;
  readonly rowHeight: number;
}

export interface WeightedPath {
  readonly d: string;
  /** px. */
  readonly width: number;
}

const THINNEST = 0.15;
const WIDEST = 5;
const STEPS = 24;
/** Below this a line would be invisible and only cost time. */
const LEAST_WEIGHT = 0.004;

const middle = (at: number, rowHeight: number): number => (at + 0.5) * rowHeight;

/** The curve of one pair; horizontal at both ends so that it leaves and meets its word straight. */
export function linePath(row: number, col: number, { from, to, rowHeight }: LineGeometry): string {
  const bend = (to - from) * 0.53;
  const start = middle(row, rowHeight);
  const end = middle(col, rowHeight);
  return `M${from} ${start}C${from + bend} ${start} ${to - bend} ${end} ${to} ${end}`;
}

/** Lines of the given rows, gathered by width. `full` gives the weight drawn at full width per row. Masked pairs have none. */
export function attentionPaths(
  view: MatrixView,
  rows: readonly number[],
  cols: number,
  geometry: LineGeometry,
  full: (row: number) => number,
): WeightedPath[] {
  const byStep = new Map<number, string[]>();
  for (const row of rows) {
    const whole = full(row);
    for (let col = 0; col < cols; col++) {
      const index = row * view.cols + col;
      const share = (view.data[index] ?? 0) / whole;
      if (isMaskedAt(view, index) || !(share >= LEAST_WEIGHT)) continue;
      const step = Math.max(1, Math.round(Math.min(1, share) * STEPS));
      const lines = byStep.get(step) ?? [];
      lines.push(linePath(row, col, geometry));
      byStep.set(step, lines);
    }
  }
  return [...byStep].map(([step, lines]) => ({
    d: lines.join(''),
    width: Math.max(THINNEST, (WIDEST * step) / STEPS),
  }));
}
