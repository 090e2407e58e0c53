// A Program: op applications over typed values, as data. Everything that interprets graphs reads this.
import type { Type } from '../tensor/tensor';
import type { Attrs, Op } from './op';

/** Where steps came from: a node, a block copy, a step of a repeat. Site 0 is the root. */
export interface Site {
  readonly parent: number;
  readonly label: string;
}

export interface Step {
  readonly op: Op;
  readonly args: readonly number[];
  readonly attrs: Attrs;
  readonly outs: readonly number[];
  readonly site: number;
}

export interface ProgramInput {
  readonly name: string;
  readonly value: number;
}

export interface Program {
  /** The type of every value, by id. */
  readonly types: readonly Type[];
  readonly inputs: readonly ProgramInput[];
  /** In an order in which they can run. */
  readonly steps: readonly Step[];
  readonly outputs: Readonly<Record<string, number>>;
  readonly sites: readonly Site[];
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
