// Program -> Program: steps, and outputs of loops, that nobody reads are left out, inside loops too.
import type { Program, Step } from '../ops/program';

/** Inputs stay, so that callers feed the same list; outputs keep their names. */
export function trim(program: Program): Program {
  const live = new Set(Object.values(program.outputs));
  const steps: Step[] = [];
  for (const step of [...program.steps].reverse()) {
    if (!step.outs.some((out) => live.has(out))) continue;
    const kept = narrowed(step, live);
    for (const arg of kept.args) live.add(arg);
    steps.push(kept);
  }
  return { ...program, steps: steps.reverse() };
}

function narrowed(step: Step, live: ReadonlySet<number>): Step {
  const { op, attrs, outs } = step;
  const less = op.without?.(
    attrs,
    outs.map((out) => live.has(out)),
    (inside) => trim(inside as Program),
  );
  return less ? { ...step, attrs: less.attrs, outs: less.outs.map((k) => outs[k] as number) } : step;
}
