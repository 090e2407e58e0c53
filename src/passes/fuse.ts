// Program -> Program: neighbours that compute cell by cell become one op each, in loops too. Knows no particular op.
import { chain, isElementwise, type Link, type Read } from '../ops/chain';
import type { Program, Step } from '../ops/program';
import { replay } from '../ops/replay';
import { Tracer } from '../ops/tracer';
import { product, type Sizes, sizeOf } from '../tensor/dim';

/** WebGL promises 16 textures to a kernel; half of them leaves room. */
const MOST_INPUTS = 8;

interface Chain {
  /** In running order. */
  readonly steps: readonly Step[];
  /** Values that it reads from outside. */
  readonly inputs: readonly number[];
}

type Makers = ReadonlyMap<number, Step>;

const makersOf = ({ steps }: Pick<Program, 'steps'>): Makers =>
  new Map(steps.flatMap((step) => step.outs.map((out) => [out, step])));

/** Chains by their last step. A step whose only readers are in a chain as large as itself belongs to it. */
function chainsOf(program: Program, makers: Makers, moves: Makers): Map<Step, Chain> {
  const readers = new Map<number, Step[]>();
  for (const step of program.steps) for (const arg of step.args) readers.set(arg, [...(readers.get(arg) ?? []), step]);
  const outputs = new Set(Object.values(program.outputs));
  const order = new Map(program.steps.map((step, i) => [step, i]));
  const dims = (step: Step): string => String(program.types[step.outs[0] as number]?.dims);
  const taken = new Set<Step>();
  const chains = new Map<Step, Chain>();
  for (const last of [...program.steps].reverse()) {
    if (taken.has(last) || !isElementwise(last.op)) continue;
    const members = new Set([last]);
    const fits = (value: number): Step | undefined => {
      const step = makers.get(value);
      if (!step || members.has(step) || taken.has(step) || !isElementwise(step.op) || outputs.has(value))
        return undefined;
      if (dims(step) !== dims(last) || readers.get(value)?.some((reader) => !members.has(reader))) return undefined;
      return inputsOf(new Set([...members, step]), makers).length <= MOST_INPUTS ? step : undefined;
    };
    // Who joins may let those before it join: asked again until nobody comes.
    for (let grew = true; grew; ) {
      const more = [...members].flatMap(({ args }) => args).map(fits);
      const step = more.find((found) => found !== undefined);
      grew = step !== undefined;
      if (step) members.add(step);
    }
    if (members.size === 1 && !last.args.some((arg) => moves.has(arg))) continue;
    const steps = [...members].sort((a, b) => (order.get(a) as number) - (order.get(b) as number));
    for (const step of steps) taken.add(step);
    chains.set(last, { steps, inputs: inputsOf(members, makers) });
  }
  return chains;
}

function inputsOf(members: ReadonlySet<Step>, makers: ReadonlyMap<number, Step>): number[] {
  const args = [...members].flatMap((step) => step.args);
  return [...new Set(args)].filter((value) => !members.has(makers.get(value) as Step));
}

function linksOf({ steps, inputs }: Chain): Link[] {
  const numbers = new Map(inputs.map((value, k) => [value, k]));
  return steps.map(({ op, args, outs }, k) => {
    const link = { op, args: args.map((arg) => numbers.get(arg) as number) };
    numbers.set(outs[0] as number, inputs.length + k);
    return link;
  });
}

/** Values that a chain reads, and how: what `moves` made is read where it was before. */
function readsOf(program: Program, { inputs }: Chain, moves: Makers) {
  const from: number[] = [];
  const place = (value: number): number => (from.includes(value) ? from.indexOf(value) : from.push(value) - 1);
  const made = inputs.map((value) => moves.get(value));
  const reads = inputs.map((value, k): Read => {
    const move = made[k];
    if (!move) return { arg: place(value) };
    return { arg: place(move.args[0] as number), move: { attrs: move.attrs, dims: program.types[value]?.dims ?? [] } };
  });
  return { from, ops: made.map((step) => step?.op), attrs: made.some((step) => step) ? { reads } : {} };
}

/** A launch takes its arguments whole: so many times the cells that it reads of one are no burden. */
const MOST_TIMES = 4;

/** Steps that only move cells, whose readers may read them where they were. */
function movesOf({ steps, types }: Program, sizes: Sizes): Makers {
  const cells = (value: number): number => sizeOf(product(types[value]?.dims ?? []), sizes) ?? Number.NaN;
  const moves = steps.filter(
    ({ op: { kernel }, args, outs }) =>
      'movement' in kernel &&
      kernel.movement !== undefined &&
      cells(args[0] as number) <= MOST_TIMES * cells(outs[0] as number),
  );
  return makersOf({ steps: moves });
}

/** The same outputs from fewer steps. `inPlace`: cells that only move are read where they were. */
export function fuse(program: Program, sizes: Sizes, inPlace = false): Program {
  const tracer = new Tracer({ sizes });
  const makers = makersOf(program);
  const moves = inPlace ? movesOf(program, sizes) : makersOf({ steps: [] });
  const chains = chainsOf(program, makers, moves);
  const inside = new Set([...chains].flatMap(([last, { steps }]) => steps.filter((step) => step !== last)));
  const inputs = program.inputs.map(({ name, value }) =>
    tracer.input(name, program.types[value] as Program['types'][number]),
  );
  const values = new Map(program.inputs.map(({ value }, i) => [value, inputs[i]]));
  const at = replay(program, tracer, inputs, (step, args) => {
    if (inside.has(step)) return [];
    const found = chains.get(step);
    const read = found && readsOf(program, found, moves);
    const given = read?.from.map((value) => values.get(value) as (typeof inputs)[number]);
    const outs =
      found && read && given
        ? tracer.apply(chain(linksOf(found), read.ops), given, read.attrs)
        : tracer.apply(step.op, args, step.attrs);
    step.outs.forEach((out, i) => {
      values.set(out, outs[i] as (typeof inputs)[number]);
    });
    return outs;
  });
  return tracer.finish(
    Object.fromEntries(Object.entries(program.outputs).map(([name, id]) => [name, at[id] as (typeof inputs)[number]])),
  );
}
