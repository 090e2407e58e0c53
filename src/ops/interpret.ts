// Runs a Program on any backend. Knows no particular op, node or graph.
import type { Buffer, ConcreteAttrs, Kernels } from '../kernels/kernel';
import { type Sizes, shapeOf } from '../tensor/dim';
import { concreteAttrs } from './op';
import type { Program } from './program';

/** How many readers each value has; outputs count as one. */
function readers(program: Program): Int32Array {
  const left = new Int32Array(program.types.length);
  for (const step of program.steps) for (const arg of step.args) left[arg] = (left[arg] ?? 0) + 1;
  for (const value of Object.values(program.outputs)) left[value] = (left[value] ?? 0) + 1;
  return left;
}

interface Prepared {
  readonly sizes: Sizes;
  readonly readers: Int32Array;
  readonly steps: readonly { readonly shapes: readonly number[][]; readonly attrs: ConcreteAttrs }[];
}

/** The last preparation of each Program: a loop runs its inside again and again with the same sizes. */
const prepared = new WeakMap<Program, Prepared>();

function prepare(program: Program, sizes: Sizes): Prepared {
  const known = prepared.get(program);
  if (known?.sizes === sizes) return known;
  const steps = program.steps.map(({ op, outs, attrs }) => ({
    shapes: outs.map((out) => shapeOf(program.types[out]?.dims ?? [], sizes)),
    attrs: 'compute' in op.kernel ? attrs : concreteAttrs(attrs, sizes),
  }));
  const made = { sizes, steps, readers: readers(program) };
  prepared.set(program, made);
  return made;
}

/**
 * Runs every step in order. `inputs` are those of the program, in order, and stay alive; the outputs belong to the
 * caller; whatever is between is freed after its last reader, also when a step throws.
 */
export function interpret(
  program: Program,
  kernels: Kernels,
  inputs: readonly Buffer[],
  sizes: Sizes,
): Record<string, Buffer> {
  const ready = prepare(program, sizes);
  const left = ready.readers.slice();
  const held: (Buffer | undefined)[] = new Array(program.types.length);
  const drop = (value: number): void => {
    const buffer = held[value];
    if (buffer) kernels.free(buffer);
    held[value] = undefined;
  };
  program.inputs.forEach((input, i) => {
    held[input.value] = kernels.retain(inputs[i] as Buffer);
  });
  try {
    for (const [k, step] of program.steps.entries()) {
      const { shapes, attrs } = ready.steps[k] as Prepared['steps'][number];
      const args = step.args.map((arg) => held[arg] as Buffer);
      const { kernel } = step.op;
      const outs =
        'compute' in kernel ? kernel.compute(kernels, args, attrs, sizes) : kernels.run(kernel, args, attrs, shapes);
      step.outs.forEach((out, i) => {
        held[out] = outs[i] as Buffer;
        if (left[out] === 0) drop(out);
      });
      for (const arg of step.args) {
        left[arg] = (left[arg] as number) - 1;
        if (left[arg] === 0) drop(arg);
      }
    }
    return Object.fromEntries(
      Object.entries(program.outputs).map(([name, value]) => [name, kernels.retain(held[value] as Buffer)]),
    );
  } finally {
    held.forEach((_, value) => {
      drop(value);
    });
  }
}
