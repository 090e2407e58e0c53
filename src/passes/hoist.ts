// What a loop would compute alike at every step is computed once before it. Knows loops, and no other op.
import { type Program, prune, type Step } from '../ops/program';
import type { ScanAttrs } from '../ops/scanAttrs';
import type { Tracer } from '../ops/tracer';
import type { Value } from '../ops/value';

/** Steps of a body that read nothing but its constants and what the host makes of nothing. */
function invariantSteps(body: Program, constants: number): Step[] {
  const same = new Set(body.inputs.slice(1, 1 + constants).map(({ value }) => value));
  return body.steps.filter(({ args, outs }) => {
    const alike = args.every((arg) => same.has(arg));
    if (alike) for (const out of outs) same.add(out);
    return alike;
  });
}

/** Values of those steps that the rest of the body, or whoever runs it, reads. Host values stay: they cost nothing. */
function handedIn(body: Program, steps: ReadonlySet<Step>): number[] {
  const made = new Set([...steps].filter(({ args }) => args.length > 0).flatMap(({ outs }) => outs));
  const rest = body.steps.filter((step) => !steps.has(step)).flatMap(({ args }) => args);
  return [...new Set([...rest, ...Object.values(body.outputs)])].filter((value) => made.has(value));
}

export interface Hoisted {
  readonly attrs: ScanAttrs;
  readonly args: readonly Value[];
}

/** The same loop with more constants and less to do, recorded in `tracer`. */
export function hoist(tracer: Tracer, attrs: ScanAttrs, args: readonly Value[]): Hoisted {
  const body = attrs.body as Program;
  const steps = invariantSteps(body, attrs.constants);
  const moved = handedIn(body, new Set(steps));
  if (moved.length === 0) return { attrs, args };
  const outside = new Map(body.inputs.slice(1, 1 + attrs.constants).map(({ value }, k) => [value, args[k] as Value]));
  const around = tracer.site;
  const siteHere = tracer.adopt(body.sites);
  for (const step of steps) {
    tracer.site = siteHere(step.site);
    const outs = tracer.apply(
      step.op,
      step.args.map((arg) => outside.get(arg) as Value),
      step.attrs,
    );
    step.outs.forEach((out, i) => {
      outside.set(out, outs[i] as Value);
    });
  }
  tracer.site = around;
  const at = 1 + attrs.constants;
  const inputs = moved.map((value) => ({ name: `same at every step ${value}`, value }));
  const kept = new Set(moved);
  const program = prune({
    ...body,
    inputs: [...body.inputs.slice(0, at), ...inputs, ...body.inputs.slice(at)],
    steps: body.steps.filter(({ outs }) => !outs.some((out) => kept.has(out))),
  });
  return {
    attrs: { ...attrs, body: program, constants: attrs.constants + moved.length },
    args: [...args.slice(0, at - 1), ...moved.map((value) => outside.get(value) as Value), ...args.slice(at - 1)],
  };
}
