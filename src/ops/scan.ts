// The one op with a Program inside: runs it once per step, carrying states (rule 4 of the design: a loop is data, not unrolled).
import type { Dim } from '../tensor/dim';
import type { Type } from '../tensor/tensor';
import { type Attrs, type Op, type SameDim, ShapeError, type VjpSite } from './op';
import type { ScanAttrs } from './scanAttrs';
import type { Signature } from './signature';
import type { Value } from './value';
import type { Vocabulary } from './vocabulary';

type A = ScanAttrs & Attrs;

const numbered = (letter: 's' | 'y', n: number): string[] => Array.from({ length: n }, (_, k) => `${letter}${k}`);
const outputNames = (a: ScanAttrs): string[] => [...numbered('s', a.states), ...numbered('y', a.outputs.length)];
const replaced = (dims: readonly Dim[], axis: number, dim: Dim): Dim[] => dims.map((d, i) => (i === axis ? dim : d));

function typeOf({ body }: ScanAttrs, output: string): Type {
  return body.types[body.outputs[output] as number] as Type;
}

function checkState(k: number, enters: Type, leaves: Type, same: SameDim): void {
  const fits = enters.dims.length === leaves.dims.length && enters.dims.every((d, i) => same(d, leaves.dims[i] as Dim));
  if (fits) return;
  const odd = enters.dims.findIndex((d, i) => d !== leaves.dims[i]);
  throw new ShapeError(`state ${k + 1} enters a step as [${enters.dims}] and leaves it as [${leaves.dims}]`, [
    enters.dims[odd] ?? 0,
    leaves.dims[odd] ?? 0,
  ]);
}

function infer(args: readonly Type[], a: ScanAttrs, same: SameDim): Type[] {
  const sequences = args.slice(a.constants, a.constants + a.sequences.length);
  sequences.forEach(({ dims }, k) => {
    const length = dims[a.sequences[k] as number] as Dim;
    if (!same(length, a.length))
      throw new ShapeError(`sequences of ${length} and ${a.length} steps`, [length, a.length]);
  });
  const entering = args.slice(a.constants + a.sequences.length);
  entering.forEach((type, k) => {
    checkState(k, type, typeOf(a, `s${k}`), same);
  });
  const outputs = a.outputs.map((axis, k) => {
    const type = typeOf(a, `y${k}`);
    return { ...type, dims: replaced(type.dims, axis, a.length) };
  });
  const history = a.history ? entering.map((type) => ({ ...type, dims: [a.length, ...type.dims] })) : [];
  return [...entering, ...outputs, ...history];
}

/** Back-propagation through time (Werbos, 1990): a scan the other way that computes each step again from the states it entered with. */
function vjp(t: Vocabulary, { args, outs, grads, attrs: a, need, differentiate }: VjpSite<A>): (Value | null)[] {
  const { body } = a;
  const first = a.constants + a.sequences.length;
  const names = body.inputs.slice(1).map(({ name }) => name);
  const types = body.inputs.map(({ value }) => body.types[value] as Type);
  const backward = differentiate(body, outputNames(a), names);
  const summed = names.slice(0, a.constants).flatMap((name, k) => (need[k] ? [{ name, k }] : []));
  const zeros = (type: Type): Value => t.fill(type.dims, 0);
  const program = t.subprogram((b, input) => {
    const given = body.inputs.slice(0, 1 + first).map(({ name }, k) => input(name, types[k] as Type));
    const states = types.slice(1 + first);
    const entered = states.map((type, k) => input(`entered ${k}`, { ...type, dims: [1, ...type.dims] }));
    const outputs = numbered('y', a.outputs.length).map((y) => input(`cotangent ${y}`, typeOf(a, y)));
    const carried = states.map((type, k) => input(`cotangent s${k}`, type));
    const sums = summed.map(({ name, k }) => input(`sum of ${name}`, types[1 + k] as Type));
    const again = entered.map((value, k) => b.reshape(value, (states[k] as Type).dims));
    const result = b.inline(backward, [...given, ...again, ...carried, ...outputs]);
    const of = (k: number): Value | undefined => result[`gradient:${names[k]}`];
    const left = states.map((type, k) => of(first + k) ?? b.fill(type.dims, 0));
    const totals = summed.map(({ k }, i) => {
      const part = of(k);
      return part ? b.add(sums[i] as Value, part) : (sums[i] as Value);
    });
    const sequences = a.sequences.map(
      (_, k) => of(a.constants + k) ?? b.fill((types[1 + a.constants + k] as Type).dims, 0),
    );
    return Object.fromEntries([
      ...[...left, ...totals].map((value, k) => [`s${k}`, value]),
      ...sequences.map((value, k) => [`y${k}`, value]),
    ]);
  });
  const cotangents = outs.slice(0, a.states + a.outputs.length).map((out, k) => grads[k] ?? zeros(out.type));
  const result = t.scan(
    {
      body: program,
      length: a.length,
      reverse: !a.reverse,
      constants: a.constants,
      sequences: [...a.sequences, ...Array.from({ length: a.states }, () => 0), ...a.outputs],
      states: a.states + summed.length,
      outputs: a.sequences,
    },
    [
      ...args.slice(0, first),
      ...outs.slice(a.states + a.outputs.length),
      ...cotangents.slice(a.states),
      ...cotangents.slice(0, a.states),
      ...summed.map(({ k }) => zeros((args[k] as Value).type)),
    ],
  );
  const totals = result.slice(a.states, a.states + summed.length);
  const ofConstant = (k: number): Value | null => totals[summed.findIndex((s) => s.k === k)] ?? null;
  return [
    ...Array.from({ length: a.constants }, (_, k) => ofConstant(k)),
    ...result.slice(a.states + summed.length),
    ...result.slice(0, a.states),
  ];
}

/** States carry the loop and stay; sequences that nobody reads are not stacked. */
function without(
  a: A,
  read: readonly boolean[],
  trim: (program: Signature) => Signature,
): { attrs: Attrs; outs: number[] } {
  const kept = a.outputs.flatMap((_, k) => (read[a.states + k] ? [k] : []));
  const { body } = a;
  const outputs = Object.fromEntries([
    ...numbered('s', a.states).map((name) => [name, body.outputs[name] as number]),
    ...kept.map((k, i) => [`y${i}`, body.outputs[`y${k}`] as number]),
  ]);
  const history = a.history ? Array.from({ length: a.states }, (_, k) => a.states + a.outputs.length + k) : [];
  return {
    attrs: { ...a, body: trim({ ...body, outputs }), outputs: kept.map((k) => a.outputs[k] as number) },
    outs: [...Array.from({ length: a.states }, (_, k) => k), ...kept.map((k) => a.states + k), ...history],
  };
}

export const scan: Op<A> = {
  id: 'scan',
  kernel: { id: 'scan', loop: true },
  infer,
  vjp,
  saving: (attrs) => ({ ...attrs, history: true }),
  without,
  inner: ({ body, length }) => ({ program: body, times: length }),
};
