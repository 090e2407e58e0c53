// Every op that says how it serves many entries at once gives what it gives for each of them.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { float64Kernels } from '../kernels/float64';
import type { Attrs, Op } from '../ops/op';
import { Ops } from '../ops/ops';
import type { Stacking } from '../ops/stacking';
import { Tracer } from '../ops/tracer';
import { count, float, type Tensor, tensor } from '../tensor/tensor';
import { PROPERTY_RUNS } from '../testing/counts';
import { EVERY_OP, OP_CASES } from '../testing/opCases';
import { assertSame, runOp } from '../testing/oracle';
import { execute } from './execute';

const ENTRIES = 3;
const kernels = float64Kernels();

/** Other cells of the same kind. */
const turned = ({ shape, data }: Tensor, by: number): Tensor =>
  tensor(shape, [...data.subarray(by % (data.length || 1)), ...data.subarray(0, by % (data.length || 1))]);

const joined = (entries: readonly Tensor[]): Tensor =>
  tensor(
    [entries.length, ...(entries[0]?.shape ?? [])],
    entries.flatMap(({ data }) => [...data]),
  );

async function atOnce(op: Op, entries: readonly (readonly Tensor[])[], along: readonly boolean[], attrs: Attrs) {
  const tracer = new Tracer();
  const [first = []] = entries;
  const given = first.map((x, i) => (along[i] ? joined(entries.map((args) => args[i] as Tensor)) : x));
  const args = given.map(({ shape }, i) => tracer.input(`x${i}`, float(shape)));
  const rule = op.stacking as Stacking<Attrs>;
  const told = rule.of(new Ops(tracer), { args, along, attrs, length: ENTRIES });
  const program = tracer.finish(
    Object.fromEntries(tracer.apply(op, told.args, told.attrs).map((out, k) => [`out${k}`, out])),
  );
  const buffers = given.map((x) => kernels.upload(x));
  const { out0 } = execute(program, kernels, buffers, {});
  return tensor(out0?.shape ?? [], await kernels.read(out0 as never));
}

it('is told for all ops but those that make, add up, or run inside of another', () => {
  const without = EVERY_OP.filter(({ stacking }) => !stacking).map(({ id }) => id);
  expect(without.sort()).toEqual(['attend', 'dropoutMask', 'fill', 'iota', 'scatterAdd', 'sinusoid', 'size']);
});

it.each(EVERY_OP.filter(({ stacking }) => stacking).map((op) => [op.id, op] as const))('%s', async (id, op) => {
  const flags = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 });
  const cases = fc.tuple(OP_CASES[id] as NonNullable<(typeof OP_CASES)[string]>, flags);
  const property = fc.asyncProperty(cases, async ([{ inputs, attrs }, chosen]) => {
    const along = inputs.map((_, i) => (chosen[i % 12] ?? false) && !op.stacking?.alike?.includes(i));
    fc.pre(along.includes(true) && inputs.every(({ shape }) => count(shape) > 0));
    const entries = Array.from({ length: ENTRIES }, (_, e) => inputs.map((x, i) => (along[i] ? turned(x, e) : x)));
    const each = await Promise.all(entries.map((args) => runOp(kernels, op, args, attrs)));
    assertSame(id, await atOnce(op, entries, along, attrs), joined(each.map(([out]) => out as Tensor)));
  });
  await fc.assert(property, { numRuns: PROPERTY_RUNS });
});
