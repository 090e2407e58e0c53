// The total of a value over all steps of a loop from stacks of what it is made of: one product after the loop, not one a step.
import { mulDim, product } from '../tensor/dim';
import { isTranspose } from './movement';
import type { Program, Step } from './program';
import type { Value } from './value';
import type { Vocabulary } from './vocabulary';

/** A value of every step, stacked along an axis of size 1 that it has, or along a new first one. */
export interface Stack {
  readonly value: number;
  readonly axis: number | 'new';
}

export interface Total {
  readonly stacks: readonly Stack[];
  /** The total from the stacks, in order. */
  readonly from: (t: Vocabulary, stacks: readonly Value[]) => Value;
}

type Producers = ReadonlyMap<number, Step>;

/** Undefined where adding up step by step costs no more. */
export function totalOf(program: Program, value: number): Total | undefined {
  const producers = new Map(program.steps.flatMap((step) => step.outs.map((out) => [out, step] as const)));
  return found(program, producers, value);
}

function found(program: Program, producers: Producers, value: number): Total | undefined {
  const step = producers.get(value);
  const [first] = step?.args ?? [];
  if (!step || first === undefined) return undefined;
  const dims = program.types[value]?.dims ?? [];
  switch (step.op.id) {
    case 'add':
      return both(program, producers, step, value);
    case 'reshape':
      return then(found(program, producers, first), (t, x) => t.reshape(x, dims));
    case 'permute':
      return then(found(program, producers, first), (t, x) => t.permute(x, step.attrs.order as number[]));
    case 'sum':
      return then(found(program, producers, first) ?? leaf(program, first), (t, x) =>
        t.sum(x, [step.attrs.axis as number], true),
      );
    case 'matmul':
      return matmul(program, producers, step);
    case 'scatterAdd':
      return scatterAdd(program, step);
    default:
      return undefined;
  }
}

const then = (total: Total | undefined, next: (t: Vocabulary, x: Value) => Value): Total | undefined =>
  total && { ...total, from: (t, stacks) => next(t, total.from(t, stacks)) };

/** What is read by a reduction anyway: stacked whole, and added up at once. */
const leaf = (program: Program, value: number): Total => ({
  stacks: [{ value, axis: 'new' }],
  from: (t, [stack]) => t.reshape(t.sum(stack as Value, [0], true), program.types[value]?.dims ?? []),
});

function both(program: Program, producers: Producers, { args }: Step, value: number): Total | undefined {
  const dims = String(program.types[value]?.dims);
  if (args.some((arg) => String(program.types[arg]?.dims) !== dims)) return undefined;
  const [a, b] = args.map((arg) => found(program, producers, arg));
  if (!a || !b) return undefined;
  const from: Total['from'] = (t, stacks) =>
    t.add(a.from(t, stacks.slice(0, a.stacks.length)), b.from(t, stacks.slice(a.stacks.length)));
  return { stacks: [...a.stacks, ...b.stacks], from };
}

/** sum of A_t^T B_t: the steps become further rows of A and B. */
function matmul(program: Program, producers: Producers, { args }: Step): Total | undefined {
  const [a, b] = args as [number, number];
  const turned = producers.get(a);
  const rank = program.types[a]?.dims.length ?? 0;
  const swaps = turned?.op.id === 'permute' && isTranspose(turned.attrs.order as number[]);
  const dims = program.types[b]?.dims ?? [];
  if (!swaps || rank !== dims.length) return undefined;
  const rows = turned.args[0] as number;
  if (dims.at(-2) === 1) {
    const stacks = [rows, b].map((value): Stack => ({ value, axis: rank - 2 }));
    return { stacks, from: (t, [x, y]) => t.matmul(t.transpose(x as Value), y as Value) };
  }
  if (rank !== 2) return undefined;
  const flat = (t: Vocabulary, x: Value): Value =>
    t.reshape(x, [mulDim(x.dims[0] as number, x.dims[1] as number), x.dims[2] as number]);
  return {
    stacks: [rows, b].map((value) => ({ value, axis: 'new' })),
    from: (t, [x, y]) => t.matmul(t.transpose(flat(t, x as Value)), flat(t, y as Value)),
  };
}

function scatterAdd(program: Program, { args, attrs }: Step): Total {
  const width = program.types[args[0] as number]?.dims.at(-1) ?? 1;
  return {
    stacks: args.map((value) => ({ value, axis: 'new' })),
    from: (t, [rows, ids]) => {
      const many = product((ids as Value).dims);
      return t.scatterAdd(
        t.reshape(rows as Value, [many, width]),
        t.reshape(ids as Value, [many]),
        attrs.rows as number,
      );
    },
  };
}
