// Curves of several trainings over one axis of steps. Pure.
import type { TrainingRun } from '../../store/trainingState';
import type { Line } from './plot';

export interface ChartData {
  readonly x: readonly number[];
  readonly ys: readonly (readonly (number | null)[])[];
  readonly lines: readonly Line[];
}

interface Points {
  readonly label: string;
  readonly at: readonly number[];
  readonly values: readonly number[];
}

/** The last one is this training, the others are earlier ones. */
function over(runs: readonly Points[]): ChartData {
  const x = [...new Set(runs.flatMap(({ at }) => at))].sort((a, b) => a - b);
  const ys = runs.map(({ at, values }) => {
    const known = new Map(at.map((step, i) => [step, values[i] as number]));
    return x.map((step) => {
      const value = known.get(step);
      return value !== undefined && Number.isFinite(value) ? value : null;
    });
  });
  const lines = runs.map(({ label }, i): Line => {
    const isCurrent = i === runs.length - 1;
    const look = isCurrent
      ? ({ ink: 'accent', width: 1.75 } as const)
      : ({ ink: 'faint', dash: [4, 3], width: 1.25 } as const);
    return { ...look, label, named: runs.length > 1 };
  });
  return { x: x.length > 0 ? x : [0, 1], ys: x.length > 0 ? ys : runs.map(() => [null, null]), lines };
}

export const lossChart = (runs: readonly TrainingRun[]): ChartData =>
  over(runs.map(({ label, steps, losses }) => ({ label, at: steps, values: losses })));

export const accuracyChart = (runs: readonly TrainingRun[]): ChartData =>
  over(
    runs.map(({ label, scores }) => ({
      label,
      at: scores.map(({ step }) => step),
      values: scores.map(({ exactMatch }) => exactMatch),
    })),
  );
