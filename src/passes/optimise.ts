// Program -> Program that computes the same outputs with less: nothing twice, attention in one, chains of cells in one. Knows no node and no backend.
import { attend } from '../ops/attend';
import type { Op } from '../ops/op';
import { Ops } from '../ops/ops';
import type { Program, Step } from '../ops/program';
import { replay } from '../ops/replay';
import { Tracer } from '../ops/tracer';
import type { Value } from '../ops/value';
import type { Dim, Sizes } from '../tensor/dim';
import { type Attention, attentionAt } from './attention';
import { fuse } from './fuse';
import { type Hoisting, hoist, Room } from './hoist';
import { Structure } from './structure';

/** How neighbours that compute cell by cell become one op: where a backend has a better kernel for the parts, they stay parts. */
export type Chains = 'none' | 'in order' | 'in place';

/** What became of each Program, by how chains were made. */
const optimised = new WeakMap<Program, Map<Chains, { readonly program: Program; readonly room: Room }>>();

/**
 * The same Program for the same Program, as long as what fits into memory fits. `sizes` are those it was traced with, for
 * dims that are equal by accident, or others of which the same is true. With `in place`, chains of cells
 * read what an op only moved where it was.
 */
export function optimise(program: Program, sizes: Sizes, chains: Chains = 'in order'): Program {
  const made = optimised.get(program) ?? new Map<Chains, { program: Program; room: Room }>();
  optimised.set(program, made);
  const known = made.get(chains);
  if (known?.room.holds(sizes)) return known.program;
  const room = new Room(sizes);
  const shorter = shortened(program, sizes, chains, room);
  made.set(chains, { program: shorter, room });
  return shorter;
}

function shortened(program: Program, sizes: Sizes, chains: Chains, room: Room): Program {
  const shorter = rewritten(program, sizes, chains, room);
  return chains === 'none' ? shorter : fuse(shorter, sizes, chains === 'in place');
}

function rewritten(program: Program, sizes: Sizes, chains: Chains, room: Room): Program {
  const hoisting = { room, inside: (body: Program) => shortened(body, sizes, chains, room) };
  const tracer = new Tracer({ shared: true, sizes });
  const t = new Ops(tracer);
  const structure = new Structure(program);
  const inputs = program.inputs.map(({ name, value }) =>
    tracer.input(name, program.types[value] as Program['types'][number]),
  );
  const values = new Map<number, Value>(program.inputs.map(({ value }, i) => [value, inputs[i] as Value]));
  const at = replay(program, tracer, inputs, (step, args) => {
    const outs =
      simpler(t, structure, step, values) ??
      sideBySide(t, structure, step, values) ??
      fused(t, attentionAt(structure, step), values) ??
      applied(tracer, step, args, hoisting);
    step.outs.forEach((out, i) => {
      values.set(out, outs[i] as Value);
    });
    return outs;
  });
  return tracer.finish(
    Object.fromEntries(Object.entries(program.outputs).map(([name, id]) => [name, at[id] as Value])),
  );
}

/** A loop does only what has to be done one step after the other, and its inside is made shorter too. */
const applied = (tracer: Tracer, step: Step, args: readonly Value[], hoisting: Hoisting): readonly Value[] =>
  'loop' in step.op.kernel ? hoist(tracer, step, args, hoisting) : tracer.apply(step.op, args, step.attrs);

function fused(t: Ops, found: Attention | undefined, values: ReadonlyMap<number, Value>): readonly Value[] | undefined {
  if (!found) return undefined;
  const of = (id: number): Value => values.get(id) as Value;
  const scale = found.factors.reduce<Value>(
    (s, { value, divides }) => (divides ? t.div(s, of(value)) : t.mul(s, of(value))),
    t.fill([], 1),
  );
  const keep = found.keep.map(of).reduce<Value | undefined>((all, k) => (all ? t.mul(all, k) : k), undefined);
  const args = [of(found.query), of(found.key), of(found.value), scale, ...(keep ? [keep] : [])];
  return t.tracer.apply(attend as unknown as Op, args, found.ahead === undefined ? {} : { ahead: found.ahead });
}

/** Numbers that change nothing on the right of an op. */
const NEUTRAL: Readonly<Record<string, number>> = { mul: 1, div: 1, add: 0, sub: 0 };

/** x * 1, x / 1, x + 0, x - 0, and two permutations in a row. */
function simpler(
  t: Ops,
  structure: Structure,
  step: Step,
  values: ReadonlyMap<number, Value>,
): readonly Value[] | undefined {
  const [left, right] = step.args;
  const x = left === undefined ? undefined : values.get(left);
  if (x && right !== undefined && step.op.id in NEUTRAL && structure.number(right) === NEUTRAL[step.op.id]) {
    return sameDims(x, structure.dims(step.outs[0] as number)) ? [x] : undefined;
  }
  const before = step.op.id === 'permute' ? structure.maker(step.args[0] as number, 'permute') : undefined;
  const from = before && values.get(before.args[0] as number);
  if (!before || !from) return undefined;
  const order = (step.attrs.order as number[]).map((axis) => (before.attrs.order as number[])[axis] as number);
  return [order.every((axis, i) => axis === i) ? from : t.permute(from, order)];
}

/** The sum of two parts that are padded to where the other begins: the gradient of slices that share nothing. */
function sideBySide(
  t: Ops,
  structure: Structure,
  { op, args }: Step,
  values: ReadonlyMap<number, Value>,
): readonly Value[] | undefined {
  if (op.id !== 'add') return undefined;
  const pads = args.flatMap((arg) => structure.maker(arg, 'pad') ?? []);
  const [front, back] = pads.sort((a, b) => Number(b.attrs.before === 0) - Number(a.attrs.before === 0));
  if (!front || !back || front.attrs.axis !== back.attrs.axis) return undefined;
  const [first, second] = [front, back].map(({ args: [arg] }) => values.get(arg as number)) as [Value, Value];
  const axis = front.attrs.axis as number;
  const meet = front.attrs.after === second.dims[axis] && back.attrs.before === first.dims[axis];
  return meet && front.attrs.before === 0 && back.attrs.after === 0 ? [t.concat([first, second], axis)] : undefined;
}

const sameDims = ({ dims }: Value, others: readonly Dim[]): boolean =>
  dims.length === others.length && dims.every((dim, i) => dim === others[i]);
