// The gradient of a port at the chosen steps, while gradients are shown.

import { splitPort } from '../../drawing/ports';
import { shownValue } from '../../drawing/shownValue';
import type { ShownValue } from '../../drawing/steps';
import type { PortName } from '../../worker/messages';
import { useRun, useView, useWorkbench } from '../workbench';
import { useStepsAround } from './useShownValue';

const norms = new WeakMap<ShownValue, number>();

/** Euclidean, of the cells that are shown. */
export function normOf(value: ShownValue): number {
  let norm = norms.get(value);
  if (norm === undefined) {
    norm = Math.sqrt(value.data.reduce((sum, cell) => sum + cell * cell, 0));
    norms.set(value, norm);
  }
  return norm;
}

export interface ShownGradient {
  readonly norm: number;
  /** Absent where there are too many cells to show. */
  readonly value?: ShownValue | undefined;
}

/** Undefined while none are shown, or where the loss does not depend on the port. */
export function useGradient(name: PortName): ShownGradient | undefined {
  const { document } = useWorkbench();
  const steps = useStepsAround(splitPort(name)[0]);
  const isShown = useView((state) => state.gradients);
  const value = useRun(({ gradients }) =>
    isShown && gradients ? shownValue(document.getState().checked, gradients.values, name, steps) : undefined,
  );
  const whole = useRun(({ gradients }) => (isShown ? gradients?.ports[name]?.norm : undefined));
  if (value) return { norm: normOf(value), value };
  return whole === undefined ? undefined : { norm: whole };
}
