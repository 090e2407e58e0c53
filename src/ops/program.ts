// A Program: op applications over typed values, as data. Everything that interprets graphs reads this.
import type { Attrs, Op } from './op';
import type { ProgramInput, Signature, Site } from './signature';

export type { ProgramInput, Site };

export interface Step {
  readonly op: Op;
  readonly args: readonly number[];
  readonly attrs: Attrs;
  readonly outs: readonly number[];
  readonly site: number;
}

export interface Program extends Signature {
  /** In an order in which they can run. */
  readonly steps: readonly Step[];
}

/** The innermost node inside a container that a site lies in. */
export function nodeAt({ sites }: Program, site: number): string | undefined {
  for (let at = site; at > 0; at = sites[at]?.parent ?? 0) {
    const node = sites[at]?.node;
    if (node !== undefined) return node;
  }
  return undefined;
}

/** Drops steps whose outputs nobody reads. Inputs stay, so callers feed the same list. */
export function prune(program: Program): Program {
  const live = new Set(Object.values(program.outputs));
  const steps: Step[] = [];
  for (const step of [...program.steps].reverse()) {
    if (!step.outs.some((out) => live.has(out))) continue;
    for (const arg of step.args) live.add(arg);
    steps.push(step);
  }
  return { ...program, steps: steps.reverse() };
}
