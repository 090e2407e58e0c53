// PyTorch's reference modules as graph files, with the values and gradients they must give. Tests only.
import causal from '../../graphs/golden/torch/causal_self_attention.json';
import mha from '../../graphs/golden/torch/mha_h2.json';
import plain from '../../graphs/golden/torch/self_attention.json';
import simplified from '../../graphs/golden/torch/simplified_self_attention.json';
import type { Graph } from '../graph/graph';
import { node, wires } from './build';
import { goldenLayers } from './goldenLayers';
import { goldenRecurrent } from './goldenRecurrent';
import { explicit, type Golden, type GoldenGraph, tensorNode, transposed } from './goldenTensors';

const project = (id: string, features: number, bias: boolean) => node(id, 'linear', { features, bias });

interface SingleHead {
  readonly tensors: { readonly x: Golden; readonly Wq: Golden; readonly Wk: Golden; readonly Wv: Golden };
  readonly outputs: Readonly<
    Record<'context' | 'q' | 'k' | 'v' | 'scaled_scores' | 'weights', { shape: number[]; data: (number | string)[] }>
  >;
  readonly cotangents: { readonly context: Golden };
  readonly grads: { readonly x: Golden; readonly Wq: Golden; readonly Wk: Golden; readonly Wv: Golden };
}

/** The files write -Infinity as "-inf". */
const finite = ({ shape, data }: { shape: number[]; data: (number | string)[] }): Golden => ({
  shape,
  data: data.map((v) => (v === '-inf' ? Number.NEGATIVE_INFINITY : Number(v))),
});

function singleHead(name: string, file: SingleHead, masked: boolean): GoldenGraph {
  const { tensors, outputs, cotangents, grads } = file;
  const scores = masked ? 'mask.scores' : 'score.scores';
  const graph: Graph = {
    nodes: [
      tensorNode('x', tensors.x),
      project('query', 5, false),
      project('key', 5, false),
      project('value', 6, false),
      node('score', 'score', { kind: 'scaled-dot' }),
      ...(masked ? [node('mask', 'mask', { kind: 'causal' })] : []),
      node('softmax', 'softmax'),
      node('context', 'weighted-sum'),
    ],
    edges: wires(
      ...['query', 'key', 'value'].map((id) => `x.out > ${id}.x`),
      'query.out > score.query',
      'key.out > score.key',
      ...(masked ? ['score.scores > mask.scores'] : []),
      `${scores} > softmax.scores`,
      'softmax.weights > context.weights',
      'value.out > context.value',
    ),
    weights: {
      'query.weight': explicit(transposed(tensors.Wq)),
      'key.weight': explicit(transposed(tensors.Wk)),
      'value.weight': explicit(transposed(tensors.Wv)),
    },
  };
  return {
    name,
    graph,
    values: {
      'query.out': finite(outputs.q),
      'key.out': finite(outputs.k),
      'value.out': finite(outputs.v),
      'score.scores': finite(outputs.scaled_scores),
      'softmax.weights': finite(outputs.weights),
      'context.context': finite(outputs.context),
    },
    loss: 'context.context',
    cotangent: cotangents.context,
    gradients: {
      'x.out': grads.x,
      'query.weight': transposed(grads.Wq),
      'key.weight': transposed(grads.Wk),
      'value.weight': transposed(grads.Wv),
    },
  };
}

function simplifiedAttention(): GoldenGraph {
  const { tensors, outputs, cotangents, grads } = simplified;
  return {
    name: simplified.name,
    graph: {
      nodes: [
        tensorNode('x', tensors.x),
        node('score', 'score', { kind: 'dot' }),
        node('softmax', 'softmax'),
        node('context', 'weighted-sum'),
      ],
      edges: wires(
        'x.out > score.query',
        'x.out > score.key',
        'score.scores > softmax.scores',
        'softmax.weights > context.weights',
        'x.out > context.value',
      ),
    },
    values: { 'score.scores': outputs.scores, 'softmax.weights': outputs.weights, 'context.context': outputs.context },
    loss: 'context.context',
    cotangent: cotangents.context,
    gradients: { 'x.out': grads.x },
  };
}

/** nn.MultiheadAttention over a batch of two, in the split-tensor form. */
function multiHead(): GoldenGraph {
  const { tensors, outputs, cotangents, grads } = mha;
  const projections = { query: 'q', key: 'k', value: 'v', output: 'o' } as const;
  const entries = Object.entries(projections).flatMap(([id, letter]) => [
    [`${id}.weight`, `W${letter}`, true] as const,
    [`${id}.bias`, `b${letter}`, false] as const,
  ]);
  const pick = (from: Readonly<Record<string, Golden>>, key: string, matrix: boolean): Golden =>
    matrix ? transposed(from[key] as Golden) : (from[key] as Golden);
  return {
    name: mha.name,
    graph: {
      nodes: [
        tensorNode('x', tensors.x, true),
        ...['query', 'key', 'value', 'output'].map((id) => project(id, 8, true)),
        ...['query', 'key', 'value'].map((id) => node(`${id}-heads`, 'split-heads', { heads: 2 })),
        node('score', 'score', { kind: 'scaled-dot' }),
        node('softmax', 'softmax'),
        node('context', 'weighted-sum'),
        node('merge', 'merge-heads'),
      ],
      edges: wires(
        ...['query', 'key', 'value'].flatMap((id) => [`x.out > ${id}.x`, `${id}.out > ${id}-heads.x`]),
        'query-heads.out > score.query',
        'key-heads.out > score.key',
        'score.scores > softmax.scores',
        'softmax.weights > context.weights',
        'value-heads.out > context.value',
        'context.context > merge.x',
        'merge.out > output.x',
      ),
      weights: Object.fromEntries(entries.map(([name, key, matrix]) => [name, explicit(pick(tensors, key, matrix))])),
    },
    values: { 'output.out': outputs.y, 'softmax.weights': outputs.weights },
    loss: 'output.out',
    cotangent: cotangents.y,
    gradients: {
      'x.out': grads.x,
      ...Object.fromEntries(entries.map(([name, key, matrix]) => [name, pick(grads, key, matrix)])),
    },
  };
}

export const goldenGraphs: readonly GoldenGraph[] = [
  simplifiedAttention(),
  singleHead(plain.name, plain, false),
  singleHead(causal.name, causal, true),
  multiHead(),
  ...goldenRecurrent,
  ...goldenLayers,
];
