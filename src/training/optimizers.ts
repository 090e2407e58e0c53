// The update rules, each over all weights as one row of numbers. Written in ops, with PyTorch's order of operations.
import type { OptimizerName, TrainingSettings } from '../graph/training';
import type { Value } from '../ops/value';
import type { Num, Vocabulary } from '../ops/vocabulary';

export interface Update {
  readonly weights: Value;
  readonly gradient: Value;
  /** By the optimizer's `states`, each as long as the weights; zeros before the first step. */
  readonly states: readonly Value[];
  /** By the names that `scalars` gives. */
  readonly scalars: Readonly<Record<string, Value>>;
}

export interface Optimizer {
  readonly states: readonly string[];
  /** Numbers of a step, made on the host in double precision. `step` is 1 for the first. */
  scalars(settings: TrainingSettings, rate: number, step: number): Readonly<Record<string, number>>;
  update(
    t: Vocabulary,
    settings: TrainingSettings,
    update: Update,
  ): { readonly weights: Value; readonly states: readonly Value[] };
}

const scaled = (t: Vocabulary, x: Value, by: Num): Value => (by === 1 ? x : t.mul(x, by));

/** g + decay w: L2 regularisation. */
const regularised = (t: Vocabulary, { decay }: TrainingSettings, { weights, gradient }: Update): Value =>
  decay === 0 ? gradient : t.add(gradient, t.mul(weights, decay));

const rateOnly: Optimizer['scalars'] = (_settings, rate) => ({ rate });

/** w - rate g (Robbins and Monro 1951). */
const sgd: Optimizer = {
  states: [],
  scalars: rateOnly,
  update: (t, settings, update) => ({
    weights: t.sub(update.weights, t.mul(regularised(t, settings, update), update.scalars.rate as Value)),
    states: [],
  }),
};

/** v = momentum v + g; w - rate v (Polyak 1964). */
const momentum: Optimizer = {
  states: ['velocity'],
  scalars: rateOnly,
  update: (t, settings, update) => {
    const [before] = update.states as [Value];
    const velocity = t.add(t.mul(before, settings.momentum), regularised(t, settings, update));
    return { weights: t.sub(update.weights, t.mul(velocity, update.scalars.rate as Value)), states: [velocity] };
  },
};

/** The bias corrections as two numbers: rate / (1 - beta1^t) and sqrt(1 - beta2^t). */
const corrected: Optimizer['scalars'] = ({ betas: [first, second], decay }, rate, step) => ({
  stride: rate / (1 - first ** step),
  root: Math.sqrt(1 - second ** step),
  keep: 1 - rate * decay,
});

/** w - stride m / (sqrt(v) / root + epsilon), m and v running means of g and g^2 (Kingma and Ba 2015, algorithm 1). */
function moved(t: Vocabulary, settings: TrainingSettings, { weights, gradient, states, scalars }: Update) {
  const { betas, epsilon } = settings;
  const [before, beforeSquared] = states as [Value, Value];
  const mean = t.add(t.mul(before, betas[0]), t.mul(gradient, 1 - betas[0]));
  const square = t.add(t.mul(beforeSquared, betas[1]), t.mul(t.mul(gradient, gradient), 1 - betas[1]));
  const spread = t.add(t.div(t.sqrt(square), scalars.root as Value), epsilon);
  const weightsAfter = t.sub(weights, t.mul(t.div(mean, spread), scalars.stride as Value));
  return { weights: weightsAfter, states: [mean, square] };
}

const adam: Optimizer = {
  states: ['mean', 'square'],
  scalars: corrected,
  update: (t, settings, update) => moved(t, settings, { ...update, gradient: regularised(t, settings, update) }),
};

/** Adam on weights that first shrink by themselves (Loshchilov and Hutter 2019, algorithm 2). */
const adamw: Optimizer = {
  ...adam,
  update: (t, settings, update) =>
    moved(t, settings, {
      ...update,
      weights: scaled(t, update.weights, settings.decay === 0 ? 1 : (update.scalars.keep as Value)),
    }),
};

export const optimizers: Readonly<Record<OptimizerName, Optimizer>> = { sgd, momentum, adam, adamw };
