// A loop keeps what has to be done one step after the other; the rest is done for all steps at once, before it or after it. Knows loops, and no op that computes.
import { reshape } from '../ops/movement';
import type { Op } from '../ops/op';
import { type Program, prune, type Step } from '../ops/program';
import { replay } from '../ops/replay';
import type { ScanAttrs } from '../ops/scanAttrs';
import { Tracer } from '../ops/tracer';
import type { Value } from '../ops/value';
import { type Dim, mulDim, product, type Sizes, sizeOf } from '../tensor/dim';
import type { Type } from '../tensor/tensor';
import { Outside } from './outside';
import { type Stage, stagesOf } from './stages';

export interface Hoisting {
  readonly room: Room;
  /** What becomes of the body that is left. */
  readonly inside: (body: Program) => Program;
}

/** Cells of one value for all steps of a loop: 16 MiB. Larger ones are computed step by step, where launches are few beside the work. */
const MOST_CELLS = 2 ** 22;

const fits = (cells: Dim, sizes: Sizes): boolean => (sizeOf(cells, sizes) ?? Number.POSITIVE_INFINITY) <= MOST_CELLS;

/** Which values may be kept for all steps at once, where dims have these sizes; remembers what it was asked. */
export class Room {
  private readonly answers = new Map<Dim, boolean>();
  constructor(private readonly sizes: Sizes) {}

  for(cells: Dim): boolean {
    const answer = this.answers.get(cells) ?? fits(cells, this.sizes);
    this.answers.set(cells, answer);
    return answer;
  }

  /** Whether everything would be answered alike with other sizes. */
  holds(sizes: Sizes): boolean {
    return sizes === this.sizes || [...this.answers].every(([cells, answer]) => fits(cells, sizes) === answer);
  }
}

/** The same Program with less to do in its loops. Before gradients are taken, so that they find less in loops, too. */
export function hoisted(program: Program, sizes: Sizes, room = new Room(sizes)): Program {
  const tracer = new Tracer({ sizes });
  const inputs = program.inputs.map(({ name, value }) => tracer.input(name, program.types[value] as Type));
  const hoisting = { room, inside: (body: Program) => hoisted(body, sizes, room) };
  const at = replay(program, tracer, inputs, (step, args) =>
    'loop' in step.op.kernel ? hoist(tracer, step, args, hoisting) : tracer.apply(step.op, args, step.attrs),
  );
  return tracer.finish(
    Object.fromEntries(Object.entries(program.outputs).map(([name, id]) => [name, at[id] as Value])),
  );
}

/** The outputs of a loop, recorded in `tracer` with less to do in it. */
export function hoist(tracer: Tracer, { op, attrs }: Step, args: readonly Value[], { room, inside }: Hoisting) {
  const loop = attrs as unknown as ScanAttrs;
  const body = loop.body as Program;
  const stages = stagesOf(loop, (value) => room.for(mulDim(loop.length, product(body.types[value]?.dims ?? []))));
  const left = leftOf(loop, stages);
  const outside = new Outside(tracer, loop, args);
  for (const step of left.before) outside.record(step);
  const given = [
    ...left.constants.map(outside.same),
    ...left.sequences.map(outside.stack),
    ...args.slice(loop.constants + loop.sequences.length),
  ];
  const results = tracer.apply(op, given, { ...attrs, ...left.attrs, body: inside(left.attrs.body) });
  const stacked = loop.states + left.outputs.length;
  left.stacks.forEach((value, k) => {
    outside.take(value, results[stacked + k] as Value);
  });
  for (const step of left.after) outside.record(step);
  const outputs = loop.outputs.map((axis, k) => {
    const at = left.outputs.indexOf(k);
    return at >= 0 ? (results[loop.states + at] as Value) : outside.alongAxis(body.outputs[`y${k}`] as number, axis);
  });
  return [...results.slice(0, loop.states), ...outputs, ...results.slice(stacked + left.stacks.length)];
}

/** What is left of a loop. */
interface Left {
  readonly before: readonly Step[];
  readonly after: readonly Step[];
  readonly constants: readonly number[];
  /** Each by step along a first axis, where its steps lie together. */
  readonly sequences: readonly number[];
  /** Which of its outputs the loop still gives. */
  readonly outputs: readonly number[];
  /** What it gives for the steps after it, by step along a first axis. */
  readonly stacks: readonly number[];
  readonly attrs: Pick<ScanAttrs, 'constants' | 'sequences' | 'outputs'> & { readonly body: Program };
}

function leftOf(loop: ScanAttrs, stages: ReadonlyMap<number, Stage>): Left {
  const body = loop.body as Program;
  const at = (step: Step): Stage => stages.get(step.outs[0] as number) as Stage;
  const named = (letter: 's' | 'y', n: number): number[] =>
    Array.from({ length: n }, (_, k) => body.outputs[`${letter}${k}`] as number);
  const [states, ys] = [named('s', loop.states), named('y', loop.outputs.length)];
  // Host values cost nothing where they are.
  const steps = body.steps.filter((step) => at(step) === 'each' || step.args.length === 0);
  const before = body.steps.filter((step) => ['alike', 'ahead'].includes(at(step)));
  const after = body.steps.filter((step) => at(step) === 'after');
  const outputs = ys.flatMap((value, k) => (['alike', 'each'].includes(stages.get(value) as Stage) ? [k] : []));
  const read = new Set([...steps.flatMap(({ args }) => args), ...states, ...outputs.map((k) => ys[k] as number)]);
  const inputs = body.inputs.map(({ value }) => value);
  const first = 1 + loop.constants;
  const made = before.flatMap(({ args, outs }) => (args.length > 0 ? outs : []));
  const handed = (stage: Stage): number[] => made.filter((value) => stages.get(value) === stage && read.has(value));
  const constants = [...inputs.slice(1, first).filter((value) => read.has(value)), ...handed('alike')];
  const whole = inputs.slice(first, first + loop.sequences.length);
  const sequences = [...whole.filter((value) => read.has(value)), ...handed('ahead')];
  const stacks = [...new Set(after.flatMap(({ args }) => args))].filter((value) => stages.get(value) === 'each');
  return {
    before,
    after,
    constants,
    sequences,
    outputs,
    stacks,
    attrs: {
      constants: constants.length,
      sequences: sequences.map(() => 0),
      outputs: [...outputs.map((k) => loop.outputs[k] as number), ...stacks.map(() => 0)],
      body: bodyOf(loop, { steps, constants, sequences, stacks, outputs: outputs.map((k) => ys[k] as number), states }),
    },
  };
}

interface Kept extends Pick<Left, 'constants' | 'sequences' | 'stacks' | 'outputs'> {
  readonly steps: readonly Step[];
  readonly states: readonly number[];
}

/** One step of what is left, with slices of what was computed before. */
function bodyOf(loop: ScanAttrs, { steps, constants, sequences, stacks, outputs, states }: Kept): Program {
  const body = loop.body as Program;
  const types: Type[] = [...body.types];
  const typeOf = (value: number): Type => types[value] as Type;
  const add = (type: Type): number => types.push(type) - 1;
  const view = (from: number, to: number, dims: readonly Dim[]): Step => ({
    op: reshape as unknown as Op,
    args: [from],
    attrs: { dims },
    outs: [to],
    site: 0,
  });
  const sliceOf = (value: number): Type => ({ ...typeOf(value), dims: [1, ...typeOf(value).dims] });
  const slices = sequences.map((value) => add(sliceOf(value)));
  const stacked = stacks.map((value) => add(sliceOf(value)));
  const own = body.inputs.slice(1 + loop.constants + loop.sequences.length);
  return prune({
    ...body,
    types,
    inputs: [
      ...body.inputs.slice(0, 1),
      ...[...constants, ...slices].map((value) => ({ name: `value ${value}`, value })),
      ...own,
    ],
    steps: [
      ...sequences.map((value, k) => view(slices[k] as number, value, typeOf(value).dims)),
      ...steps,
      ...stacks.map((value, k) => view(value, stacked[k] as number, sliceOf(value).dims)),
    ],
    outputs: Object.fromEntries([
      ...states.map((value, k) => [`s${k}`, value]),
      ...[...outputs, ...stacked].map((value, k) => [`y${k}`, value]),
    ]),
  });
}
