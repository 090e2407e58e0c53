// The lines of the gradient panel and the table beside it. Pure.
import { VANISHED } from '../../store/gradientWords';
import type { Line } from './plot';

export interface NamedCurve {
  readonly label: string;
  readonly norms: readonly number[];
  readonly line: Omit<Line, 'label'>;
}

export interface GradientChart {
  readonly x: readonly number[];
  readonly ys: readonly (readonly (number | null)[])[];
  readonly lines: readonly Line[];
}

/** A log axis has no place for what is zero or not finite. */
const drawable = (norm: number | undefined): number | null =>
  norm !== undefined && Number.isFinite(norm) && norm > 0 ? norm : null;

/** All curves over one axis of steps back, with the line under which a gradient counts as vanished. */
export function gradientChart(curves: readonly NamedCurve[]): GradientChart {
  const length = Math.max(2, ...curves.map(({ norms }) => norms.length));
  const x = Array.from({ length }, (_, k) => k);
  const floor = x.map(() => VANISHED);
  return {
    x,
    ys: [...curves.map(({ norms }) => x.map((k) => drawable(norms[k]))), floor],
    lines: [
      ...curves.map(({ label, line }) => ({ ...line, label, named: true })),
      { label: 'vanished below 10⁻⁷', ink: 'error', dash: [1, 4], named: true },
    ],
  };
}

/** The steps back that the table shows, as far as any curve goes. */
export const tableSteps = (curves: readonly NamedCurve[]): number[] => {
  const last = Math.max(0, ...curves.map(({ norms }) => norms.length - 1));
  return [0, 5, 10, 20, 40].filter((k) => k <= last);
};

/** From which step back on a gradient has vanished for good; undefined where it has not. */
export function vanishesAt(norms: readonly number[]): number | undefined {
  const lastThere = norms.findLastIndex((norm) => norm >= VANISHED);
  return lastThere + 1 < norms.length ? lastThere + 1 : undefined;
}
