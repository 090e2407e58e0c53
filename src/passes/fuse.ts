// Program -> Program: neighbours that compute cell by cell become one op each, in loops too. Knows no particular op.
import { chain, isElementwise, type Link } from '../ops/chain';
import type { Program, Step } from '../ops/program';
import { replay } from '../ops/replay';
import { Tracer } from '../ops/tracer';
import type { Sizes } from '../tensor/dim';

/** WebGL promises 16 textures to a kernel; half of them leaves room. */
const MOST_INPUTS = 8;

interface Chain {
  /** In running order. */
  readonly steps: readonly Step[];
  /** Values that it reads from outside. */
  readonly inputs: readonly number[];
}

/** Chains by their last step. A step whose only readers are in a chain as large as itself belongs to it. */
function chainsOf(program: Program): Map<Step, Chain> {
  const makers = new Map(program.steps.flatMap((step) => step.outs.map((out) => [out, step] as const)));
  const readers = new Map<number, Step[]>();
  for (const step of program.steps) for (const arg of step.args) readers.set(arg, [...(readers.get(arg) ?? []), step]);
  const outputs = new Set(Object.values(program.outputs));
  const order = new Map(program.steps.map((step, i) => [step, i]));
  const dims = (step: Step): string => String(program.types[step.outs[0] as number]?.dims);
  const taken = new Set<Step>();
  const chains = new Map<Step, Chain>();
  for (const last of [...program.steps].reverse()) {
    if (taken.has(last) || !isElementwise(last.op)) continue;
    const members = new Set([last]);
    const fits = (value: number): Step | undefined => {
      const step = makers.get(value);
      if (!step || members.has(step) || taken.has(step) || !isElementwise(step.op) || outputs.has(value))
        return undefined;
      if (dims(step) !== dims(last) || readers.get(value)?.some((reader) => !members.has(reader))) return undefined;
      return inputsOf(new Set([...members, step]), makers).length <= MOST_INPUTS ? step : undefined;
    };
    // Who joins may let those before it join: asked again until nobody comes.
    for (let grew = true; grew; ) {
      const more = [...members].flatMap(({ args }) => args).map(fits);
      const step = more.find((found) => found !== undefined);
      grew = step !== undefined;
      if (step) members.add(step);
    }
    if (members.size === 1) continue;
    const steps = [...members].sort((a, b) => (order.get(a) as number) - (order.get(b) as number));
    for (const step of steps) taken.add(step);
    chains.set(last, { steps, inputs: inputsOf(members, makers) });
  }
  return chains;
}

function inputsOf(members: ReadonlySet<Step>, makers: ReadonlyMap<number, Step>): number[] {
  const args = [...members].flatMap((step) => step.args);
  return [...new Set(args)].filter((value) => !members.has(makers.get(value) as Step));
}

function linksOf({ steps, inputs }: Chain): Link[] {
  const numbers = new Map(inputs.map((value, k) => [value, k]));
  return steps.map(({ op, args, outs }, k) => {
    const link = { op, args: args.map((arg) => numbers.get(arg) as number) };
    numbers.set(outs[0] as number, inputs.length + k);
    return link;
  });
}

/** The same outputs from fewer steps. */
export function fuse(program: Program, sizes: Sizes): Program {
  const tracer = new Tracer({ sizes });
  const chains = chainsOf(program);
  const inside = new Set([...chains].flatMap(([last, { steps }]) => steps.filter((step) => step !== last)));
  const inputs = program.inputs.map(({ name, value }) =>
    tracer.input(name, program.types[value] as Program['types'][number]),
  );
  const values = new Map(program.inputs.map(({ value }, i) => [value, inputs[i]]));
  const at = replay(program, tracer, inputs, (step, args) => {
    if (inside.has(step)) return [];
    const found = chains.get(step);
    const given = found?.inputs.map((value) => values.get(value) as (typeof inputs)[number]);
    const outs = found && given ? tracer.apply(chain(linksOf(found)), given) : tracer.apply(step.op, args, step.attrs);
    step.outs.forEach((out, i) => {
      values.set(out, outs[i] as (typeof inputs)[number]);
    });
    return outs;
  });
  return tracer.finish(
    Object.fromEntries(Object.entries(program.outputs).map(([name, id]) => [name, at[id] as (typeof inputs)[number]])),
  );
}
