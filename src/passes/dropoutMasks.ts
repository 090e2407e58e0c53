// Program -> Program: dropout masks become inputs, so that whoever runs it draws them anew; copies of a layer draw each their own. Knows dropoutMask and loops.
import { dropoutMask } from '../ops/host';
import type { Program, ProgramInput, Step } from '../ops/program';
import type { ScanAttrs } from '../ops/scanAttrs';
import type { Dim } from '../tensor/dim';
import { seedOfCopy } from '../tensor/random/schemes';
import type { Type } from '../tensor/tensor';

export interface Mask {
  /** Of the input that takes it. */
  readonly name: string;
  readonly dims: readonly Dim[];
  readonly seed: number;
  readonly skip: number;
  readonly rate: number;
}

export interface Lifted {
  /** With one more input, after all others, for every mask. */
  readonly program: Program;
  readonly masks: readonly Mask[];
}

/** The applications of one Program, found with its steps left out. */
interface Found {
  readonly steps: Step[];
  readonly types: Type[];
  readonly inputs: ProgramInput[];
  readonly masks: Mask[];
}

/** A mask inside a loop is a constant of the loop: the same at every one of its steps (Gal and Ghahramani, 2016). */
export function liftDropoutMasks(program: Program): Lifted {
  const { inputs, masks, ...rest } = found(program);
  return { program: { ...program, ...rest, inputs: [...program.inputs, ...inputs] }, masks };
}

function found(program: Program): Found {
  const all: Found = { steps: [], types: [...program.types], inputs: [], masks: [] };
  for (const step of program.steps) {
    if (step.op.id === dropoutMask.id) add(all, step.attrs as unknown as Mask, step.outs[0] as number);
    else all.steps.push('loop' in step.op.kernel ? opened(all, step) : step);
  }
  return all;
}

function add(all: Found, mask: Omit<Mask, 'name'>, value: number): void {
  const name = `dropout mask ${all.masks.length + 1}`;
  all.masks.push({ ...mask, name });
  all.inputs.push({ name, value });
}

/** The same loop, which takes the masks of its body as constants behind those it has. */
function opened(all: Found, step: Step): Step {
  const attrs = step.attrs as unknown as ScanAttrs;
  const body = attrs.body as Program;
  const { inputs, masks, ...rest } = found(body);
  if (masks.length === 0) return step;
  const given = masks.map((mask, k) => {
    const value = all.types.push(rest.types[inputs[k]?.value as number] as Type) - 1;
    add(all, mask, value);
    return value;
  });
  const constants = attrs.constants + masks.length;
  return {
    ...step,
    args: step.args.toSpliced(attrs.constants, 0, ...given),
    attrs: {
      ...step.attrs,
      constants,
      body: { ...body, ...rest, inputs: body.inputs.toSpliced(1 + attrs.constants, 0, ...inputs) },
    } as Step['attrs'],
  };
}

/** The Program of a layer as one copy of a stack has it. */
export function masksOfCopy(program: Program, copy: number): Program {
  return copy === 0 ? program : { ...program, steps: program.steps.map((step) => ofCopy(step, copy)) };
}

function ofCopy(step: Step, copy: number): Step {
  const { op, attrs } = step;
  if (op.id === dropoutMask.id) return { ...step, attrs: { ...attrs, seed: seedOfCopy(attrs.seed as number, copy) } };
  if (!('loop' in op.kernel)) return step;
  return { ...step, attrs: { ...attrs, body: masksOfCopy(attrs.body as Program, copy) } as Step['attrs'] };
}
