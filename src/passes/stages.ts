// What of a loop has to be done one step after the other, and what can be done before or after it. Knows loops, and no other op.
import type { Program, Step } from '../ops/program';
import type { ScanAttrs } from '../ops/scanAttrs';

/**
 * `alike`: the same at every step. `ahead`: from sequences alone, so all steps at once before the loop. `each`: from states,
 * and read on the way to other states. `after`: from states as well, but only read by what leaves the loop.
 */
export type Stage = 'alike' | 'ahead' | 'each' | 'after';

/** Whether the entries of a value for all steps may be kept at once. */
export type Fits = (value: number) => boolean;

/** The stage of every value of the body of a loop. */
export function stagesOf(attrs: ScanAttrs, fits: Fits): ReadonlyMap<number, Stage> {
  const body = attrs.body as Program;
  const stages = inputStages(body, attrs);
  for (const step of body.steps) put(stages, step, fromInputs(step, stages, fits));
  keepMoves(body, stages);
  putAfter(body, attrs, stages, fits);
  return stages;
}

type Stages = Map<number, Stage>;

const put = (stages: Stages, { outs }: Step, stage: Stage): void => {
  for (const out of outs) stages.set(out, stage);
};

const stageOf = ({ outs }: Step, stages: Stages): Stage => stages.get(outs[0] as number) as Stage;

function inputStages({ inputs }: Program, { constants, sequences }: ScanAttrs): Stages {
  const stage = (k: number): Stage => {
    if (k === 0) return 'each';
    return k <= constants ? 'alike' : k <= constants + sequences.length ? 'ahead' : 'each';
  };
  return new Map(inputs.map(({ value }, k) => [value, stage(k)]));
}

function fromInputs(step: Step, stages: Stages, fits: Fits): Stage {
  const from = step.args.map((arg) => stages.get(arg));
  if (from.every((stage) => stage === 'alike')) return 'alike';
  return from.every((stage) => stage === 'alike' || stage === 'ahead') && serves(step, stages) && step.outs.every(fits)
    ? 'ahead'
    : 'each';
}

/** Whether an op serves all steps at once. */
const serves = ({ op, args }: Step, stages: Stages): boolean =>
  op.stacking !== undefined && !op.stacking.alike?.some((k) => stages.get(args[k] as number) !== 'alike');

/** Whether an op computes cells, not only moves them. */
const computes = ({ op: { kernel } }: Step): boolean => !('view' in kernel) && !('moves' in kernel);

/** Slices of a sequence that only the loop reads are taken there: moving all of them before it gains nothing. */
function keepMoves({ steps }: Program, stages: Stages): void {
  const computed = new Set<number>();
  const ahead = steps.filter((step) => stageOf(step, stages) === 'ahead');
  for (const step of ahead) {
    if (computes(step) || step.args.some((arg) => computed.has(arg))) for (const out of step.outs) computed.add(out);
  }
  const wanted = new Set<number>();
  for (const step of ahead.reverse()) {
    if (step.outs.some((out) => computed.has(out) || wanted.has(out))) for (const arg of step.args) wanted.add(arg);
    else put(stages, step, 'each');
  }
}

/** What no state needs, and what is made from it; moves alone are better done before they are stacked. */
function putAfter({ steps, outputs }: Program, { states }: ScanAttrs, stages: Stages, fits: Fits): void {
  const each = steps.filter((step) => stageOf(step, stages) === 'each');
  const stacks = ({ args, outs }: Step): boolean =>
    [...outs, ...args.filter((arg) => stages.get(arg) === 'each')].every(fits);
  const able = new Set(each.filter((step) => serves(step, stages) && stacks(step)));
  const needed = new Set(Array.from({ length: states }, (_, k) => outputs[`s${k}`] as number));
  for (const step of [...each].reverse()) {
    if (step.outs.some((out) => needed.has(out))) able.delete(step);
    if (!able.has(step)) for (const arg of step.args) needed.add(arg);
  }
  for (const step of able) {
    if (computes(step) || step.args.some((arg) => stages.get(arg) === 'after')) put(stages, step, 'after');
  }
}
