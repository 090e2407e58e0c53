// A Program at concrete sizes becomes a routine. Knows loops, and no other op.
import type { Instruction, Loop, OpKernel, Routine } from '../kernels/kernel';
import { routine } from '../kernels/routine';
import { concreteAttrs } from '../ops/op';
import { nodeAt, type Program, type Step } from '../ops/program';
import type { ScanAttrs } from '../ops/scanAttrs';
import { type Sizes, shapeOf, sizeOf } from '../tensor/dim';

interface Lowered {
  readonly sizes: Sizes;
  readonly routine: Routine;
}

/** The last routine of each Program: most are run again at the sizes they had. */
const lowered = new WeakMap<Program, Lowered>();

const same = (a: Sizes, b: Sizes): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** The same routine for the same Program and sizes. Throws a RangeError naming the first dim without a size. */
export function lower(program: Program, sizes: Sizes): Routine {
  const known = lowered.get(program);
  if (known && same(known.sizes, sizes)) return known.routine;
  const made = routineOf(program, sizes, Object.values(program.outputs));
  lowered.set(program, { sizes, routine: made });
  return made;
}

/** What came from no node inside a container goes on the account of what is around it. */
function routineOf(program: Program, sizes: Sizes, outputs: readonly number[], around?: string): Routine {
  const shapes = program.types.map(({ dims }) => shapeOf(dims, sizes));
  const instructions = program.steps.map((step): Instruction => {
    const account = nodeAt(program, step.site) ?? around;
    if ('loop' in step.op.kernel) return loopOf(step, step.attrs as unknown as ScanAttrs, sizes, account);
    const kernel: OpKernel = step.op.kernel;
    const { args, outs } = step;
    return {
      kernel,
      attrs: concreteAttrs(step.attrs, sizes),
      args,
      outs,
      shapes: outs.map((out) => shapes[out] ?? []),
      account,
    };
  });
  return routine({ shapes, inputs: program.inputs.map(({ value }) => value), instructions, outputs });
}

function loopOf({ args, outs }: Step, attrs: ScanAttrs, sizes: Sizes, account: string | undefined): Loop {
  const { constants, sequences, states, outputs, reverse } = attrs;
  const body = attrs.body as Program;
  const named = (letter: string, n: number): number[] =>
    Array.from({ length: n }, (_, k) => body.outputs[`${letter}${k}`] as number);
  const first = constants + sequences.length;
  const stacked = states + outputs.length;
  return {
    body: routineOf(body, sizes, [...named('s', states), ...named('y', outputs.length)], account),
    steps: sizeOf(attrs.length, sizes) as number,
    reverse,
    constants: args.slice(0, constants),
    sequences: sequences.map((axis, k) => ({ slot: args[constants + k] as number, axis })),
    states: args.slice(first),
    finals: outs.slice(0, states),
    outputs: outputs.map((axis, k) => ({ slot: outs[states + k] as number, axis })),
    history: outs.slice(stacked),
    account,
  };
}
