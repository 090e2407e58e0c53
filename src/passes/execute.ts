// Runs a Program on any backend. Knows no particular op, node or graph.
import type { Buffer, Execution, Kernels, Routine, Turn } from '../kernels/kernel';
import type { Program } from '../ops/program';
import { walk } from '../ops/walk';
import type { Sizes } from '../tensor/dim';
import { cut } from './cut';
import { lower } from './lower';
import { optimise } from './optimise';

/** Whether attention whose scores nobody looks at is one kernel, which leaves out what a mask forbids. */
export const attendsInOne = ({ backend }: Kernels): boolean => backend === 'wasm' || backend === 'webgl2';

/**
 * The oracle runs what was written; whatever else runs may run less that gives the same. WebGL2 has packed kernels for
 * the parts of a chain of cells, and none for the whole.
 */
export function shortened(program: Program, kernels: Kernels, sizes: Sizes): Program {
  if (kernels.backend === 'float64') return program;
  const fusing = { attention: attendsInOne(kernels), cells: kernels.backend !== 'webgl2' };
  return optimise(program, sizes, fusing);
}

/** Floating-point operations of one launch of a plain kernel on the processor: less than 50 ms. */
const MOST_WORK = { cpu: 2 ** 24, webasm: 2 ** 26 };

const cutRoutines = new WeakMap<Routine, Routine>();

/** Plain kernels on the processor are slow enough for one launch to keep everybody waiting. */
function walked(kernels: Kernels, routine: Routine): Routine {
  if (kernels.backend !== 'cpu' && kernels.backend !== 'webasm') return routine;
  const made = cutRoutines.get(routine) ?? cut(routine, MOST_WORK[kernels.backend]);
  cutRoutines.set(routine, made);
  return made;
}

const startRoutine = (kernels: Kernels, routine: Routine, inputs: readonly Buffer[], turn?: Turn): Execution =>
  kernels.start?.(routine, inputs, turn) ?? walk(kernels, walked(kernels, routine), inputs, turn);

/** A Program that is running: `next` goes on for a few milliseconds, `return` gives up and frees what was held. `turn` hears which node inside a container its time is spent on. */
export function* start(
  program: Program,
  kernels: Kernels,
  inputs: readonly Buffer[],
  sizes: Sizes,
  turn?: Turn,
): Generator<void, Record<string, Buffer>, void> {
  const outputs = yield* startRoutine(kernels, lower(shortened(program, kernels, sizes), sizes), inputs, turn);
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
