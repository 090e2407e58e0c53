// PyTorch's additive attention step and encoder layer as graph files. Tests only.
import additive from '../../graphs/golden/torch/additive_attention_step.json';
import encoder from '../../graphs/golden/torch/encoder_layer_postnorm.json';
import type { GraphNode } from '../graph/graph';
import { node, wires } from './build';
import { explicit, type Golden, type GoldenGraph, tensorNode, transposed } from './goldenTensors';

type Tensors = Readonly<Record<string, Golden>>;

const entriesOf = (names: Readonly<Record<string, string>>, from: Tensors): Tensors =>
  Object.fromEntries(Object.entries(names).map(([own, name]) => [own, transposed(from[name] as Golden)]));

const explicitOf = (names: Readonly<Record<string, string>>, from: Tensors) =>
  Object.fromEntries(Object.entries(entriesOf(names, from)).map(([own, value]) => [own, explicit(value)]));

/** One query of a decoder against seven states of an encoder (Bahdanau et al. 2014, equation 6). */
function additiveStep(): GoldenGraph {
  const { name, tensors, outputs, cotangents, grads } = additive;
  const names = { 'score.weight_query': 'Wq', 'score.weight_key': 'Wk', 'score.v': 'v' };
  return {
    name,
    graph: {
      nodes: [
        tensorNode('query', tensors.q),
        tensorNode('states', tensors.k),
        node('score', 'score', { kind: 'additive', units: 6 }),
        node('softmax', 'softmax'),
        node('context', 'weighted-sum'),
      ],
      edges: wires(
        'query.out > score.query',
        'states.out > score.key',
        'score.scores > softmax.scores',
        'softmax.weights > context.weights',
        'states.out > context.value',
      ),
      weights: explicitOf(names, tensors),
    },
    values: {
      'score.scores': outputs.scores,
      'softmax.weights': outputs.weights,
      'context.context': outputs.context,
    },
    loss: 'context.context',
    cotangent: cotangents.context,
    gradients: { 'query.out': grads.q, 'states.out': grads.k, ...entriesOf(names, grads) },
  };
}

const PROJECTIONS = { query: 'q', key: 'k', value: 'v', mixed: 'o' };

/** Weights of the encoder layer by ours: what nn.TransformerEncoderLayer calls them. */
const ENCODER: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(PROJECTIONS).flatMap(([id, letter]) => [
      [`${id}.weight`, `att_W${letter}`],
      [`${id}.bias`, `att_b${letter}`],
    ]),
  ),
  'norm-1.scale': 'ln1_gamma',
  'norm-1.shift': 'ln1_beta',
  'wide.weight': 'W1',
  'wide.bias': 'b1',
  'narrow.weight': 'W2',
  'narrow.bias': 'b2',
  'norm-2.scale': 'ln2_gamma',
  'norm-2.shift': 'ln2_beta',
};

function encoderNodes(): GraphNode[] {
  const inside = { parent: 'block' };
  const add = (id: string, type: string, params = {}) => node(id, type, params, inside);
  return [
    add('in', 'inputs', { ports: [{ name: 'x', kind: 'value' }] }),
    ...['query', 'key', 'value', 'mixed'].map((id) => add(id, 'linear', { features: 8 })),
    ...['query', 'key', 'value'].map((id) => add(`${id}-heads`, 'split-heads', { heads: 2 })),
    add('score', 'score', { kind: 'scaled-dot' }),
    add('softmax', 'softmax'),
    add('context', 'weighted-sum'),
    add('merge', 'merge-heads'),
    add('around-1', 'add'),
    add('norm-1', 'layer-norm'),
    add('wide', 'linear', { features: 12 }),
    add('relu', 'activation', { kind: 'relu' }),
    add('narrow', 'linear', { features: 8 }),
    add('around-2', 'add'),
    add('norm-2', 'layer-norm'),
    add('out', 'outputs', { ports: [{ name: 'y', kind: 'value' }] }),
  ];
}

/** Attention, add, normalise; two Linear, add, normalise: inside a block, over a batch of one. */
function encoderLayer(): GoldenGraph {
  const { name, tensors, outputs, cotangents, grads } = encoder;
  return {
    name,
    graph: {
      nodes: [tensorNode('x', tensors.x, true), node('block', 'block'), ...encoderNodes()],
      edges: wires(
        'x.out > block.x',
        ...['query', 'key', 'value'].flatMap((id) => [`in.x > ${id}.x`, `${id}.out > ${id}-heads.x`]),
        'query-heads.out > score.query',
        'key-heads.out > score.key',
        'score.scores > softmax.scores',
        'softmax.weights > context.weights',
        'value-heads.out > context.value',
        'context.context > merge.x',
        'merge.out > mixed.x',
        'in.x > around-1.a',
        'mixed.out > around-1.b',
        'around-1.out > norm-1.x',
        'norm-1.out > wide.x',
        'wide.out > relu.x',
        'relu.out > narrow.x',
        'norm-1.out > around-2.a',
        'narrow.out > around-2.b',
        'around-2.out > norm-2.x',
        'norm-2.out > out.y',
      ),
      weights: explicitOf(ENCODER, tensors),
    },
    values: { 'block.y': outputs.y },
    loss: 'block.y',
    cotangent: cotangents.y,
    gradients: { 'x.out': grads.x, ...entriesOf(ENCODER, grads) },
  };
}

export const goldenLayers: readonly GoldenGraph[] = [additiveStep(), encoderLayer()];
