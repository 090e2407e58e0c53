// Runs a Program on any backend. Knows no particular op, node or graph.
import type { Buffer, Execution, Kernels, Routine, Turn } from '../kernels/kernel';
import type { Program } from '../ops/program';
import { walk } from '../ops/walk';
import type { Sizes } from '../tensor/dim';
import { lower } from './lower';
import { optimise } from './optimise';
import { inTiles } from './tiles';

/**
 * The oracle runs what was written; whatever else runs may run less that gives the same. WebGL2 has packed kernels for
 * the parts of a chain of cells, and none for the whole. On `wasm` what only moves is strides to everybody, so that chains
 * find it in order.
 */
export const shortened = (program: Program, { backend }: Kernels, sizes: Sizes): Program =>
  backend === 'float64' ? program : optimise(program, sizes, CHAINS[backend]);

const CHAINS = { webgl2: 'none', wasm: 'in order', webasm: 'in place', cpu: 'in place' } as const;

const tiled = new WeakMap<Kernels, WeakMap<Routine, Routine>>();

function walked(kernels: Kernels, routine: Routine): Routine {
  const known = tiled.get(kernels) ?? new WeakMap<Routine, Routine>();
  tiled.set(kernels, known);
  const made = known.get(routine) ?? inTiles(routine, kernels);
  known.set(routine, made);
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
