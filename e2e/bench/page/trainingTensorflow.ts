// The recipe in TensorFlow.js: what does not depend on the step before stands outside of the loops, gates are one product.
import type { Tensor } from '../../../src/tensor/tensor';
import { tf } from './tensorflow';
import type { Recipe, TrainingRunner } from './trainingRecipe';

type Weights = Readonly<Record<string, tf.Variable>>;
type Batch = Readonly<Record<'source' | 'valid' | 'words' | 'target' | 'counted', tf.Tensor2D>>;

const weight = (weights: Weights, name: string): tf.Tensor2D => weights[name] as unknown as tf.Tensor2D;

/** x W + b over the last axis. */
function affine(x: tf.Tensor, matrix: tf.Tensor2D, bias: tf.Tensor): tf.Tensor {
  const { shape } = x;
  const rows = x.reshape([-1, shape.at(-1) as number]) as tf.Tensor2D;
  return rows
    .matMul(matrix)
    .add(bias)
    .reshape([...shape.slice(0, -1), matrix.shape[1]]);
}

const embedded = (ids: tf.Tensor2D, table: tf.Tensor2D): tf.Tensor => {
  const [rows, width] = table.shape;
  return tf
    .oneHot(ids.flatten().toInt(), rows)
    .matMul(table)
    .reshape([...ids.shape, width]);
};

/** One step of a GRU from what its input adds to the gates. */
function gru(weights: Weights, cell: string, fromX: tf.Tensor, hidden: tf.Tensor): tf.Tensor {
  const fromH = affine(hidden, weight(weights, `${cell}.weight_h`), weight(weights, `${cell}.bias_h`));
  const [rx, zx, nx] = tf.split(fromX, 3, 1) as [tf.Tensor, tf.Tensor, tf.Tensor];
  const [rh, zh, nh] = tf.split(fromH, 3, 1) as [tf.Tensor, tf.Tensor, tf.Tensor];
  const z = zx.add(zh).sigmoid();
  const n = nx.add(rx.add(rh).sigmoid().mul(nh)).tanh();
  return n.add(z.mul(hidden.sub(n)));
}

/** The states in the order of the words, and the last one; a padded step leaves the state as it was. */
function encoded(weights: Weights, cell: string, xs: tf.Tensor, valid: tf.Tensor2D, backwards: boolean) {
  const gates = affine(xs, weight(weights, `${cell}.weight_x`), weight(weights, `${cell}.bias_x`));
  const steps = tf.unstack(gates, 1);
  const flags = tf.split(valid, steps.length, 1);
  const states: tf.Tensor[] = [];
  let hidden: tf.Tensor = tf.zeros([xs.shape[0] as number, (gates.shape[2] as number) / 3]);
  for (let k = 0; k < steps.length; k++) {
    const at = backwards ? steps.length - 1 - k : k;
    const next = gru(weights, cell, steps[at] as tf.Tensor, hidden);
    hidden = hidden.add((flags[at] as tf.Tensor).mul(next.sub(hidden)));
    states[at] = hidden;
  }
  return { states: tf.stack(states, 1) as tf.Tensor3D, last: hidden };
}

function lossOf(weights: Weights, { source, valid, words, target, counted }: Batch): tf.Scalar {
  const xs = embedded(source, weight(weights, 'source-embedding.weight'));
  const forward = encoded(weights, 'forward-cell', xs, valid, false);
  const backward = encoded(weights, 'backward-cell', xs, valid, true);
  const states = tf.concat([forward.states, backward.states], 2) as tf.Tensor3D;
  const summary = tf.concat([forward.last, backward.last], 1);
  const [batch, length, width] = states.shape;
  const rows = states.reshape([-1, width]) as tf.Tensor2D;
  const keys = rows.matMul(weight(weights, 'score.weight_key')).reshape([batch, length, -1]);
  const forbidden = valid.sub(1).mul(1e30);
  const v = weight(weights, 'score.v').reshape([-1, 1]) as tf.Tensor2D;
  const taught = tf.unstack(embedded(words, weight(weights, 'target-embedding.weight')), 1);
  let hidden = affine(summary, weight(weights, 'bridge.weight'), weight(weights, 'bridge.bias')).tanh();
  const logits = taught.map((word) => {
    const query = (hidden as tf.Tensor2D).matMul(weight(weights, 'score.weight_query')).expandDims(1);
    const tanh = query
      .add(keys)
      .tanh()
      .reshape([batch * length, -1]) as tf.Tensor2D;
    const attention = tf.softmax(tanh.matMul(v).reshape([batch, length]).add(forbidden));
    const context = tf.matMul(attention.expandDims(1), states).reshape([batch, width]);
    const x = tf.concat([word, context], 1);
    const gates = affine(x, weight(weights, 'decoder-cell.weight_x'), weight(weights, 'decoder-cell.bias_x'));
    hidden = gru(weights, 'decoder-cell', gates, hidden);
    return affine(tf.concat([hidden, context], 1), weight(weights, 'output.weight'), weight(weights, 'output.bias'));
  });
  const all = tf.stack(logits, 1);
  const vocabulary = all.shape[2] as number;
  const right = tf.oneHot(target.flatten().toInt(), vocabulary);
  return tf.losses.softmaxCrossEntropy(right, all.reshape([-1, vocabulary]), counted.flatten()) as tf.Scalar;
}

const matrix = ({ shape, data }: Tensor): tf.Tensor2D => tf.tensor2d(data as Float32Array, shape as [number, number]);

function batchOf(data: ReadonlyMap<string, Tensor>): Batch {
  const of = (port: string): tf.Tensor2D => matrix(data.get(`source.${port}`) as Tensor);
  return {
    source: of('source'),
    valid: of('valid_source'),
    words: of('shifted'),
    target: of('target'),
    counted: of('valid_target'),
  };
}

/** Gradients cut to the norm 1 together, as `clip_grad_norm_` does. */
function clipped(gradients: tf.NamedTensorMap): { name: string; tensor: tf.Tensor }[] {
  const squares = Object.values(gradients).map((gradient) => gradient.square().sum());
  const norm = tf.addN(squares).sqrt();
  const factor = tf.minimum(1, tf.div(1, norm.add(1e-6)));
  return Object.entries(gradients).map(([name, gradient]) => ({ name, tensor: gradient.mul(factor) }));
}

export const trainingTensorflow =
  (backend: 'webgl' | 'wasm' | 'cpu') =>
  async (recipe: Recipe): Promise<TrainingRunner> => {
    await tf.setBackend(backend);
    await tf.ready();
    const weights = Object.fromEntries(
      [...recipe.weights].map(([name, { shape, data }]) => [
        name,
        tf.variable(tf.tensor(data as Float32Array, [...shape]), true, `${backend} ${name}`),
      ]),
    );
    const optimizer = tf.train.adam(0.01, 0.9, 0.999, 1e-8);
    let taken = 0;
    return {
      engine: 'tfjs',
      backend,
      step: async () => {
        // Changing the backend takes no time beside a step.
        tf.setBackend(backend);
        taken += 1;
        (optimizer as unknown as { learningRate: number }).learningRate = recipe.rate(taken);
        const loss = tf.tidy(() => {
          const batch = batchOf(recipe.batch(taken));
          const { value, grads } = tf.variableGrads(() => lossOf(weights, batch), Object.values(weights));
          optimizer.applyGradients(clipped(grads));
          return value;
        });
        const [read = Number.NaN] = await loss.data();
        loss.dispose();
        return read;
      },
      dispose: () => {
        for (const variable of Object.values(weights)) variable.dispose();
        optimizer.dispose();
      },
    };
  };
