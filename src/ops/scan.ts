// The one op with a Program inside: runs it once per step, carrying states (rule 4 of the design: a loop is data, not unrolled).
import type { Dim } from '../tensor/dim';
import type { Type } from '../tensor/tensor';
import { type Attrs, type Op, type SameDim, ShapeError, type VjpSite } from './op';
import type { Program } from './program';
import type { ScanAttrs } from './scanAttrs';
import type { Signature } from './signature';
import { type Stack, type Total, totalOf } from './totals';
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

/** How the gradient of one constant of a loop is added up: from stacks after the loop, or step by step as a state. */
interface Summed {
  readonly k: number;
  /** Id in the backward step; undefined where nothing flows back. */
  readonly part: number | undefined;
  readonly total: Total | undefined;
}

function sumsOf(backward: Program, names: readonly string[], constants: number, need: readonly boolean[]): Summed[] {
  return names.slice(0, constants).flatMap((name, k) => {
    const part = backward.outputs[`gradient:${name}`];
    return need[k] && part !== undefined ? [{ k, part, total: totalOf(backward, part) }] : [];
  });
}

/** Every stack once, in a fixed order. */
function stacksOf(sums: readonly Summed[]): Stack[] {
  const all = sums.flatMap(({ total }) => total?.stacks ?? []);
  return all.filter((stack, i) => all.findIndex((other) => sameStack(stack, other)) === i);
}

const sameStack = (a: Stack, b: Stack): boolean => a.value === b.value && a.axis === b.axis;

/**
 * Back-propagation through time (Werbos, 1990): a scan the other way that computes each step again from the states it
 * entered with.
 */
function vjp(t: Vocabulary, { args, outs, grads, attrs: a, need, differentiate }: VjpSite<A>): (Value | null)[] {
  const { body } = a;
  const first = a.constants + a.sequences.length;
  const names = body.inputs.slice(1).map(({ name }) => name);
  const backward = differentiate(body, outputNames(a), names) as Program;
  const sums = sumsOf(backward, names, a.constants, need);
  const carried = sums.filter(({ total }) => !total);
  const stacks = stacksOf(sums);
  const program = backwardStep(t, a, { backward, names, carried, stacks });
  const cotangents = outs.slice(0, a.states + a.outputs.length).map((out, k) => grads[k] ?? t.fill(out.type.dims, 0));
  const result = t.scan(
    {
      body: program,
      length: a.length,
      reverse: !a.reverse,
      constants: a.constants,
      sequences: [...a.sequences, ...Array.from({ length: a.states }, () => 0), ...a.outputs],
      states: a.states + carried.length,
      outputs: [...a.sequences, ...stacks.map(({ axis }) => (axis === 'new' ? 0 : axis))],
    },
    [
      ...args.slice(0, first),
      ...outs.slice(a.states + a.outputs.length),
      ...cotangents.slice(a.states),
      ...cotangents.slice(0, a.states),
      ...carried.map(({ k }) => t.fill((args[k] as Value).type.dims, 0)),
    ],
  );
  const sequences = a.states + carried.length;
  const stacked = result.slice(sequences + a.sequences.length);
  const totals = new Map(carried.map(({ k }, i) => [k, result[a.states + i] as Value]));
  for (const { k, total } of sums) {
    const of = (wanted: Stack): Value => stacked[stacks.findIndex((s) => sameStack(s, wanted))] as Value;
    if (total) totals.set(k, total.from(t, total.stacks.map(of)));
  }
  return [
    ...Array.from({ length: a.constants }, (_, k) => totals.get(k) ?? null),
    ...result.slice(sequences, sequences + a.sequences.length),
    ...result.slice(0, a.states),
  ];
}

interface BackwardStep {
  readonly backward: Program;
  readonly names: readonly string[];
  readonly carried: readonly Summed[];
  readonly stacks: readonly Stack[];
}

/** One step of the way back, in the order that a scan wants. */
function backwardStep(t: Vocabulary, a: A, { backward, names, carried, stacks }: BackwardStep): Signature {
  const { body } = a;
  const first = a.constants + a.sequences.length;
  const types = body.inputs.map(({ value }) => body.types[value] as Type);
  const asked = Object.fromEntries(stacks.map(({ value }, i) => [`stack ${i}`, value]));
  const whole = { ...backward, outputs: { ...backward.outputs, ...asked } };
  return t.subprogram((b, input) => {
    const given = body.inputs.slice(0, 1 + first).map(({ name }, k) => input(name, types[k] as Type));
    const states = types.slice(1 + first);
    const entered = states.map((type, k) => input(`entered ${k}`, { ...type, dims: [1, ...type.dims] }));
    const outputs = numbered('y', a.outputs.length).map((y) => input(`cotangent ${y}`, typeOf(a, y)));
    const flowing = states.map((type, k) => input(`cotangent s${k}`, type));
    const sums = carried.map(({ k }) => input(`sum of ${names[k]}`, types[1 + k] as Type));
    const again = entered.map((value, k) => b.reshape(value, (states[k] as Type).dims));
    const result = b.inline(whole, [...given, ...again, ...flowing, ...outputs]);
    const of = (k: number): Value | undefined => result[`gradient:${names[k]}`];
    const left = states.map((type, k) => of(first + k) ?? b.fill(type.dims, 0));
    const totals = carried.map(({ k }, i) => b.add(sums[i] as Value, of(k) as Value));
    const sequences = a.sequences.map(
      (_, k) => of(a.constants + k) ?? b.fill((types[1 + a.constants + k] as Type).dims, 0),
    );
    const stacked = stacks.map(({ axis }, i) => {
      const value = result[`stack ${i}`] as Value;
      return axis === 'new' ? b.unsqueeze(value, 0) : value;
    });
    return Object.fromEntries([
      ...[...left, ...totals].map((value, k) => [`s${k}`, value]),
      ...[...sequences, ...stacked].map((value, k) => [`y${k}`, value]),
    ]);
  });
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
