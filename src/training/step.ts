// One step of training as one Program: loss, gradients, clipping and update. Knows no node and no backend.
import type { TrainingSettings } from '../graph/training';
import { Ops } from '../ops/ops';
import type { Program } from '../ops/program';
import { replay } from '../ops/replay';
import { Tracer } from '../ops/tracer';
import type { Value } from '../ops/value';
import { liftDropoutMasks, type Mask } from '../passes/dropoutMasks';
import { gradient } from '../passes/gradient';
import { hoisted } from '../passes/hoist';
import { trim } from '../passes/trim';
import { type Sizes, shapeOf } from '../tensor/dim';
import { count, float } from '../tensor/tensor';
import { optimizers } from './optimizers';
import { lengthOf, type Place, placesOf, unpack } from './row';

export interface StepProgram {
  /**
   * Inputs: `weights`, the optimizer's states, `clip` and its scalars, then everything else that feeds the loss. Outputs:
   * `weights`, the states, and `report`: loss and gradient norm.
   */
  readonly program: Program;
  /** The weights that the loss reaches, in the order of the row. */
  readonly places: readonly Place[];
  readonly parameters: number;
  readonly states: readonly string[];
  readonly scalars: readonly string[];
  /** Inputs that are drawn anew for every step. */
  readonly masks: readonly Mask[];
}

/** Stands for no limit, where WebGL holds no infinity. */
const UNLIMITED = 1e30;
/** Kept from zero, as PyTorch's clip_grad_norm_ does. */
const NEARLY_ZERO = 1e-6;

/** The norm that gradients are cut to. */
export const clipOf = ({ clip }: Pick<TrainingSettings, 'clip'>): number => (clip === 0 ? UNLIMITED : clip);

/** `program` gives the scalar output `loss`; `weights` are those of its inputs that may be trained. Undefined when it depends on none. */
export function stepProgram(
  program: Program,
  loss: string,
  weights: readonly string[],
  settings: TrainingSettings,
  sizes: Sizes,
): StepProgram | undefined {
  const lifted = liftDropoutMasks(trim(program));
  const backward = trim(gradient(hoisted(lifted.program, sizes), [loss], weights, sizes));
  const places = reached(backward, sizes);
  if (places.length === 0) return undefined;
  const parameters = lengthOf(places);
  const optimizer = optimizers[settings.optimizer];
  const scalars = Object.keys(optimizer.scalars(settings, settings.learningRate, 1));
  const tracer = new Tracer({ shared: true, sizes });
  const t = new Ops(tracer);
  const row = (name: string): Value => tracer.input(name, float([parameters]));
  const before = row('weights');
  const states = optimizer.states.map(row);
  const clip = tracer.input('clip', float([]));
  const numbers = Object.fromEntries(scalars.map((name) => [name, tracer.input(name, float([]))]));
  const unpacked = unpack(t, before, places);
  const inputs = backward.inputs.map(({ name, value }) => {
    if (name === `cotangent:${loss}`) return t.fill([], 1);
    return unpacked.get(name) ?? tracer.input(name, backward.types[value] as Program['types'][number]);
  });
  const at = replay(backward, tracer, inputs);
  const outputOf = (name: string): Value => at[backward.outputs[name] as number] as Value;
  const flat = places.map(({ name, shape }) => t.reshape(outputOf(`gradient:${name}`), [count(shape)]));
  const all = t.concat(flat, 0);
  const norm = t.sqrt(t.sum(t.mul(all, all), [0]));
  // A norm that is no number is not below the limit, and spoils the weights, which is then seen.
  const factor = t.where(t.lessEqual(norm, clip), 1, t.div(clip, t.add(norm, NEARLY_ZERO)));
  const after = optimizer.update(t, settings, {
    weights: before,
    gradient: t.mul(all, factor),
    states,
    scalars: numbers,
  });
  const report = t.concat([t.reshape(outputOf(loss), [1]), t.reshape(norm, [1])], 0);
  const named = optimizer.states.map((name, k) => [name, after.states[k] as Value] as const);
  return {
    program: tracer.finish({ weights: after.weights, ...Object.fromEntries(named), report }),
    places,
    parameters,
    states: optimizer.states,
    scalars,
    masks: lifted.masks,
  };
}

/** The weights that a gradient was found for. */
function reached({ inputs, outputs, types }: Program, sizes: Sizes): Place[] {
  const found = inputs.filter(({ name }) => outputs[`gradient:${name}`] !== undefined);
  return placesOf(found.map(({ name, value }) => [name, shapeOf(types[value]?.dims ?? [], sizes)]));
}
