// Which backend a graph runs on when nobody forces one: what it would take on each by measured figures. Pure.
import type { Backend } from '../kernels/kernel';
import type { Op } from '../ops/op';
import type { Program } from '../ops/program';
import { sizeOf } from '../tensor/dim';
import type { Calibration, Figures } from './calibrate';
import type { Checked } from './checked';
import { costOf } from './cost';

export interface Work {
  readonly launches: number;
  readonly flops: number;
}

export interface Choice {
  readonly backend: Backend;
  /** One sentence for people. */
  readonly reason: string;
}

/** Another backend is taken when it saves this share and these milliseconds: everything has to be brought there again. */
const WORTH_MOVING = { share: 0.3, ms: 4 };

function launchesOf({ steps }: Program, checked: Checked): number {
  return steps.reduce((n, { op, attrs }) => {
    const inner = (op as Op).inner?.(attrs);
    if (!inner) return n + 1;
    return n + (sizeOf(inner.times, checked.sizes) ?? 1) * launchesOf(inner.program as Program, checked);
  }, 0);
}

/** What running the whole graph would take. */
export function workOf(checked: Checked): Work {
  let [launches, flops] = [0, 0];
  for (const { traced, status, node } of checked.nodes.values()) {
    if (status !== 'ready' || !traced || node.parent !== undefined) continue;
    launches += launchesOf(traced.program, checked);
    flops += costOf(traced, checked.sizes).flops;
  }
  return { launches, flops };
}

/** Milliseconds. */
export const estimate = ({ launches, flops }: Work, { launch, trip, rate }: Figures): number =>
  trip + launches * launch + flops / rate;

const ms = (value: number): string => (value < 0.05 ? 'under 0.1' : value < 10 ? value.toFixed(1) : value.toFixed(0));

const about = (value: number): string => (value < 0.05 ? ms(value) : `about ${ms(value)}`);

/** `now` runs already, and goes on without figures. */
export function chooseByFigures(
  work: Work,
  calibration: Calibration,
  available: readonly Backend[],
  now: Backend,
): Choice {
  const known = available.flatMap((backend) => {
    const figures = calibration[backend];
    return figures ? [{ backend, ms: estimate(work, figures) }] : [];
  });
  const [best, ...others] = known.sort((a, b) => a.ms - b.ms);
  if (!best) return { backend: now, reason: `${now} runs until the backends are measured.` };
  const current = known.find(({ backend }) => backend === now);
  const saved = (current?.ms ?? 0) - best.ms;
  if (current && current !== best && (saved < current.ms * WORTH_MOVING.share || saved < WORTH_MOVING.ms)) {
    return {
      backend: current.backend,
      reason: `${current.backend} goes on: ${about(current.ms)} ms for this graph, and moving to ${best.backend} would save too little.`,
    };
  }
  const rest = others.map((other) => `${ms(other.ms)} on ${other.backend}`).join(', ');
  const against = rest ? `, against ${rest}` : '';
  return { backend: best.backend, reason: `Measured here: ${about(best.ms)} ms for this graph${against}.` };
}
