// All trained weights as one row of numbers: one buffer to update, to keep and to read. Knows no node and no backend.
import { Ops } from '../ops/ops';
import type { Program } from '../ops/program';
import { replay } from '../ops/replay';
import { Tracer } from '../ops/tracer';
import type { Value } from '../ops/value';
import type { Sizes } from '../tensor/dim';
import { count, float, type Tensor, tensor } from '../tensor/tensor';

/** Where a weight lies in the row. */
export interface Place {
  readonly name: string;
  readonly start: number;
  readonly shape: readonly number[];
}

/** Places one after the other, in the order given. */
export function placesOf(weights: readonly (readonly [name: string, shape: readonly number[]])[]): Place[] {
  let start = 0;
  return weights.map(([name, shape]) => {
    const place = { name, start, shape };
    start += count(shape);
    return place;
  });
}

export const lengthOf = (places: readonly Place[]): number => places.reduce((n, { shape }) => n + count(shape), 0);

/** The weights out of the row. */
export const unpack = (t: Ops, row: Value, places: readonly Place[]): ReadonlyMap<string, Value> =>
  new Map(places.map(({ name, start, shape }) => [name, t.reshape(t.slice(row, 0, start, count(shape)), shape)]));

/** The same on the host. */
export const unpacked = (row: Float32Array, places: readonly Place[]): Record<string, Tensor> =>
  Object.fromEntries(
    places.map(({ name, start, shape }) => [name, tensor(shape, row.slice(start, start + count(shape)))]),
  );

/** Throws RangeError naming the first weight that is missing or of another shape. */
export function packed(weights: Readonly<Record<string, Tensor>>, places: readonly Place[]): Float32Array {
  const row = new Float32Array(lengthOf(places));
  for (const { name, start, shape } of places) {
    const value = weights[name];
    if (!value) throw new RangeError(`the weight ${name} is missing`);
    if (value.shape.join() !== shape.join()) {
      throw new RangeError(`the weight ${name} is [${value.shape.join(', ')}], but [${shape.join(', ')}] is needed`);
    }
    row.set(value.data, start);
  }
  return row;
}

/** The Program with a first input `weights` in place of the weights that lie in the row; `finish` says what it gives. */
export function onRow(
  program: Program,
  places: readonly Place[],
  sizes: Sizes,
  finish: (t: Ops, outputs: Readonly<Record<string, Value>>) => Readonly<Record<string, Value>> = (_t, outputs) =>
    outputs,
): Program {
  const tracer = new Tracer({ shared: true, sizes });
  const t = new Ops(tracer);
  const weights = unpack(t, tracer.input('weights', float([lengthOf(places)])), places);
  const inputs = program.inputs.map(
    ({ name, value }) => weights.get(name) ?? tracer.input(name, program.types[value] as Program['types'][number]),
  );
  const at = replay(program, tracer, inputs);
  const outputs = Object.entries(program.outputs).map(([name, id]) => [name, at[id] as Value] as const);
  return tracer.finish({ ...finish(t, Object.fromEntries(outputs)) });
}
