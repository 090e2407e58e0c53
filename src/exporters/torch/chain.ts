// Copies of one inside that each take what the copy before gave: a loop over layers. Reads a Program's steps only.
import type { Op } from '../../ops/op';
import type { InsideOp } from '../scope';
import type { Said } from './match';

export interface Chain {
  readonly steps: readonly Said[];
  /** For each argument, the output of the copy before that it takes; undefined where every copy takes the same. */
  readonly carried: readonly (number | undefined)[];
}

/** Runs of one inside, copy after copy, that hand on values at fixed places; undefined when they do anything else. */
export function chainFrom(
  said: readonly Said[],
  at: number,
  reads: ReadonlyMap<number, number>,
  outputs: ReadonlySet<number>,
): Chain | undefined {
  const first = said[at] as Said;
  const { copies } = first.op as Op & InsideOp;
  const steps = said.slice(at, at + copies);
  if (steps.length < copies || !steps.every(({ op }, k) => op === first.op && steps[k]?.attrs.copy === k))
    return undefined;
  const carried = first.args.map((arg, i) =>
    steps.every(({ args }) => args[i] === arg) ? undefined : first.outs.indexOf(steps[1]?.args[i] as number),
  );
  const handsOn = steps
    .slice(1)
    .every((step, k) =>
      step.args.every((arg, i) => carried[i] === undefined || arg === steps[k]?.outs[carried[i] as number]),
    );
  const taken = carried.filter((from) => from !== undefined);
  if (!handsOn || taken.includes(-1) || new Set(taken).size < taken.length) return undefined;
  const between = steps.slice(0, -1).flatMap(({ outs }) => outs);
  const inner = new Map<number, number>();
  for (const { args } of steps) for (const arg of args) inner.set(arg, (inner.get(arg) ?? 0) + 1);
  const quiet = between.every((out) => !outputs.has(out) && (reads.get(out) ?? 0) === (inner.get(out) ?? 0));
  return quiet ? { steps, carried } : undefined;
}
