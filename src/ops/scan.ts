// The one op with a Program inside: runs it once per step, carrying states (rule 4 of the design: a loop is data, not unrolled).
import type { Buffer, HostArray, Kernels, LaunchedKernel, Shape } from '../kernels/kernel';
import { type Dim, type Sizes, sizeOf } from '../tensor/dim';
import { count, type Type, tensor } from '../tensor/tensor';
import { interpret } from './interpret';
import { concat } from './joining';
import { type Attrs, type Op, type SameDim, ShapeError, type VjpSite } from './op';
import type { Program } from './program';
import type { ScanAttrs } from './scanAttrs';
import { around, divide } from './source';
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

/** The slice of a sequence at a step that is itself a value, so that one kernel serves every step. */
const take: LaunchedKernel = {
  id: 'take',
  plain: (launch, args, { axis }, [out]) => {
    const [x] = args as [Buffer];
    const [, size, inner] = around(x.shape, axis as number);
    const cell = divide('o', inner, 'q', 'i', count(out as Shape));
    return [
      launch(
        `function(xs,at){const o=this.thread.x;${cell}return xs[(q*${size}+at[0])*${inner}+i];}`,
        args,
        out as Shape,
      ),
    ];
  },
  reference: ([x, at], { axis }, [out]) => {
    const [, size, inner] = around(x?.shape ?? [], axis as number);
    const step = at?.data[0] as number;
    const cell = (o: number): number => (Math.floor(o / inner) * size + step) * inner + (o % inner);
    return [Array.from({ length: count(out as Shape) }, (_, o) => (x as HostArray).data[cell(o)] as number)];
  },
};

/** Buffers of one scan; whatever was not handed on is freed, also when a step throws. */
class Held {
  private readonly buffers = new Set<Buffer[]>();
  constructor(private readonly kernels: Kernels) {}
  keep(...buffers: Buffer[]): Buffer[] {
    this.buffers.add(buffers);
    return buffers;
  }
  drop(buffers: Buffer[]): void {
    if (!this.buffers.delete(buffers)) return;
    for (const buffer of buffers) this.kernels.free(buffer);
  }
  hand(buffers: Buffer[]): Buffer[] {
    this.buffers.delete(buffers);
    return buffers;
  }
  freeAll(): void {
    for (const buffers of [...this.buffers]) this.drop(buffers);
  }
}

const reshaped = (kernels: Kernels, x: Buffer, shape: Shape): Buffer =>
  kernels.run({ id: 'reshape', view: true }, [x], {}, [shape])[0] as Buffer;

function joined(kernels: Kernels, parts: readonly Buffer[], axis: number): Buffer {
  const [first] = parts as [Buffer];
  const shape = first.shape.map((d, i) => (i === axis ? parts.length : d));
  const kernel = concat.kernel as LaunchedKernel;
  return parts.length === 1 ? kernels.retain(first) : (kernels.run(kernel, parts, { axis }, [shape])[0] as Buffer);
}

function compute(kernels: Kernels, args: readonly Buffer[], a: ScanAttrs, sizes: Sizes): Buffer[] {
  const steps = sizeOf(a.length, sizes) as number;
  const held = new Held(kernels);
  const constants = args.slice(0, a.constants);
  const sequences = args.slice(a.constants, a.constants + a.sequences.length);
  let states = held.keep(...args.slice(a.constants + a.sequences.length).map((state) => kernels.retain(state)));
  const sliced = sequences.map((x, i) => [replaced(x.shape, a.sequences[i] as number, 1) as number[]]);
  const slices: Buffer[][] = [];
  const entered: Buffer[][] = [];
  try {
    for (let k = 0; k < steps; k++) {
      const step = a.reverse ? steps - 1 - k : k;
      if (a.history) entered[step] = held.keep(...states.map((s) => reshaped(kernels, s, [1, ...s.shape])));
      const [index] = held.keep(kernels.upload(tensor([], [step]))) as [Buffer];
      const taken = held.keep(
        ...sequences.map((x, i) => {
          const axis = a.sequences[i] as number;
          return kernels.run(take, [x, index], { axis }, sliced[i] as Shape[])[0] as Buffer;
        }),
      );
      const result = interpret(a.body as Program, kernels, [index, ...constants, ...taken, ...states], sizes);
      held.drop(states);
      held.drop(taken);
      states = held.keep(...numbered('s', a.states).map((name) => result[name] as Buffer));
      slices[step] = held.keep(...numbered('y', a.outputs.length).map((name) => result[name] as Buffer));
    }
    const column = (parts: Buffer[][], i: number): Buffer[] => parts.map((part) => part[i] as Buffer);
    const outputs = a.outputs.map((axis, i) => joined(kernels, column(slices, i), axis));
    const history = a.history ? states.map((_, i) => joined(kernels, column(entered, i), 0)) : [];
    return [...held.hand(states), ...outputs, ...history];
  } finally {
    held.freeAll();
  }
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

export const scan: Op<A> = {
  id: 'scan',
  kernel: { id: 'scan', compute: (kernels, args, attrs, sizes) => compute(kernels, args, attrs as A, sizes) },
  infer,
  vjp,
  saving: (attrs) => ({ ...attrs, history: true }),
  inner: ({ body, length }) => ({ program: body, times: length }),
};
