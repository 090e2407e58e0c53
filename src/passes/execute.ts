// Runs a Program on any backend. Knows no particular op, node or graph.
import type { Buffer, Execution, Kernels, Routine } from '../kernels/kernel';
import type { Program } from '../ops/program';
import { walk } from '../ops/walk';
import type { Sizes } from '../tensor/dim';
import { lower } from './lower';

const startRoutine = (kernels: Kernels, routine: Routine, inputs: readonly Buffer[]): Execution =>
  kernels.start?.(routine, inputs) ?? walk(kernels, routine, inputs);

/** A Program that is running: `next` goes on for a few milliseconds, `return` gives up and frees what was held. */
export function* start(
  program: Program,
  kernels: Kernels,
  inputs: readonly Buffer[],
  sizes: Sizes,
): Generator<void, Record<string, Buffer>, void> {
  const outputs = yield* startRoutine(kernels, lower(program, sizes), inputs);
  return Object.fromEntries(Object.keys(program.outputs).map((name, i) => [name, outputs[i] as Buffer]));
}

/**
 * Runs a Program to its end at once. `inputs` are those of the program, in order, and stay alive; the outputs belong to
 * the caller; whatever is between is freed, also when a kernel throws.
 */
export function execute(
  program: Program,
  kernels: Kernels,
  inputs: readonly Buffer[],
  sizes: Sizes,
): Record<string, Buffer> {
  const running = start(program, kernels, inputs, sizes);
  for (;;) {
    const { done, value } = running.next();
    if (done) return value;
  }
}
