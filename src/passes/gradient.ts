// Reverse mode as Program -> Program: no kernel is named here, so gradients run wherever ops run.
import { Ops } from '../ops/ops';
import type { Program, Step } from '../ops/program';
import { replay } from '../ops/replay';
import { Tracer } from '../ops/tracer';
import type { Value } from '../ops/value';
import type { Sizes } from '../tensor/dim';

/** Which values depend on one of the inputs named. */
function reached(program: Program, wrt: ReadonlySet<string>): Set<number> {
  const active = new Set(program.inputs.filter(({ name }) => wrt.has(name)).map(({ value }) => value));
  for (const step of program.steps) {
    if (step.op.vjp && step.args.some((arg) => active.has(arg))) for (const out of step.outs) active.add(out);
  }
  return active;
}

/** Cotangents of every value so far, added up as they arrive. */
class Cotangents {
  private readonly of = new Map<number, Value>();
  constructor(private readonly t: Ops) {}
  give(id: number, value: Value): void {
    const before = this.of.get(id);
    this.of.set(id, before ? this.t.add(before, value) : value);
  }
  get(id: number): Value | null {
    return this.of.get(id) ?? null;
  }
}

/**
 * The vector-Jacobian product (Baydin et al. 2018, section 3.2). Inputs: those of `program`, then `cotangent:<output>`
 * for each of `of`; outputs: those of `program`, then `gradient:<input>` for each of `wrt` that is reached. `sizes` are
 * those the program was traced with, for dims that are equal by accident.
 */
export function gradient(program: Program, of: readonly string[], wrt: readonly string[], sizes: Sizes = {}): Program {
  const tracer = new Tracer({ shared: true, sizes });
  const t = new Ops(tracer);
  const inputs = program.inputs.map(({ name, value }) => tracer.input(name, typeOf(program, value)));
  const active = reached(program, new Set(wrt));
  const applied = new Map<Step, readonly Value[]>();
  const at = replay(program, tracer, inputs, (step, args) => {
    const saves = step.op.saving && step.outs.some((out) => active.has(out));
    const outs = tracer.apply(step.op, args, saves ? step.op.saving?.(step.attrs) : step.attrs);
    applied.set(step, outs);
    return outs;
  });
  const cotangents = new Cotangents(t);
  for (const name of of) {
    const id = outputId(program, name);
    cotangents.give(id, tracer.input(`cotangent:${name}`, typeOf(program, id)));
  }
  const differentiate = (inside: Program, outs: readonly string[], ins: readonly string[]) =>
    gradient(inside, outs, ins, sizes);
  for (const step of [...program.steps].reverse()) {
    pull(step, t, { at, outs: applied.get(step) ?? [], active, cotangents, differentiate });
  }
  const outputs = Object.entries(program.outputs).map(([name, id]) => [name, at[id] as Value] as const);
  const gradients = program.inputs
    .filter(({ name }) => wrt.includes(name))
    .flatMap(({ name, value }) => {
      const grad = cotangents.get(value);
      return grad ? [[`gradient:${name}`, grad] as const] : [];
    });
  return tracer.finish(Object.fromEntries([...outputs, ...gradients]));
}

interface Backward {
  readonly at: readonly Value[];
  /** What the step gave when it was recorded, with whatever it saved. */
  readonly outs: readonly Value[];
  readonly active: ReadonlySet<number>;
  readonly cotangents: Cotangents;
  readonly differentiate: (program: Program, of: readonly string[], wrt: readonly string[]) => Program;
}

function pull(step: Step, t: Ops, { at, outs, active, cotangents, differentiate }: Backward): void {
  const grads = step.outs.map((out) => cotangents.get(out));
  if (!step.op.vjp || grads.every((g) => g === null) || !step.outs.some((out) => active.has(out))) return;
  const need = step.args.map((arg) => active.has(arg));
  const args = step.args.map((arg) => at[arg] as Value);
  const given = step.op.vjp(t, { args, outs, grads, attrs: step.attrs, need, differentiate });
  given.forEach((grad, i) => {
    if (grad && need[i]) cotangents.give(step.args[i] as number, grad);
  });
}

const typeOf = (program: Program, id: number) => {
  const type = program.types[id];
  if (!type) throw new Error(`value ${id} is not of this program`);
  return type;
};

function outputId(program: Program, name: string): number {
  const id = program.outputs[name];
  if (id === undefined) throw new Error(`the program has no output ${name}`);
  return id;
}
