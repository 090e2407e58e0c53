// A loop as the page shows it, and its steps on their own.
import { useEffect, useMemo, useState } from 'react';
import { useDocument, useRun, useView, useWorkbench } from '../workbench';
import { type Loop, loopOf } from './loop';

/** Undefined until the container has run. */
export function useLoop(container: string): Loop | undefined {
  const checked = useDocument((state) => state.checked);
  const values = useRun((state) => state.values);
  const steps = useView((state) => state.steps);
  return useMemo(() => loopOf(checked, values, container, steps), [checked, values, container, steps]);
}

/** ms a step stays while the loop plays. */
const PACE = 700;

const calm = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

export interface Player {
  readonly isPlaying: boolean;
  /** From the chosen step on, or all over again from the end. Where motion is not wanted: one step. */
  readonly play: () => void;
  readonly pause: () => void;
}

/** Shows one step after another in the order in which they were taken, and stops at the last. */
export function usePlayer({ container, step, count, backward }: Loop): Player {
  const { view } = useWorkbench();
  const [isPlaying, setPlaying] = useState(false);
  const [first, last] = backward ? [count - 1, 0] : [0, count - 1];
  const next = step === last ? first : step + (backward ? -1 : 1);
  useEffect(() => {
    if (!isPlaying) return undefined;
    if (step === last) {
      setPlaying(false);
      return undefined;
    }
    const timer = setTimeout(() => view.getState().showStep(container, next), PACE);
    return () => clearTimeout(timer);
  }, [isPlaying, step, last, next, container, view]);
  return {
    isPlaying,
    pause: () => setPlaying(false),
    play: () => {
      if (calm() || step === last) view.getState().showStep(container, next);
      if (!calm()) setPlaying(true);
    },
  };
}
