// Records a Program again inside a tracer: linking, inlining and optimising are all this.
import type { Program, Step } from './program';
import type { Tracer } from './tracer';
import type { Value } from './value';

/** How one step is recorded; the default applies the same op. */
export type Recorder = (step: Step, args: readonly Value[]) => readonly Value[];

/**
 * Returns the value of every id of `program` inside `tracer`. Its sites come along under the tracer's present one.
 */
export function replay(program: Program, tracer: Tracer, inputs: readonly Value[], record?: Recorder): Value[] {
  const apply: Recorder = record ?? ((step, args) => tracer.apply(step.op, args, step.attrs));
  const at: Value[] = [];
  program.inputs.forEach((input, i) => {
    at[input.value] = inputs[i] as Value;
  });
  const root = tracer.site;
  const moved = tracer.adopt(program.sites);
  for (const step of program.steps) {
    tracer.site = moved(step.site);
    const outs = apply(
      step,
      step.args.map((arg) => at[arg] as Value),
    );
    step.outs.forEach((out, i) => {
      at[out] = outs[i] as Value;
    });
  }
  tracer.site = root;
  return at;
}
