// The base configuration of Vaswani et al. 2017 as a graph: stacked blocks of primitive nodes, without embeddings. Tests only.
import type { Edge, Graph, GraphNode } from '../graph/graph';
import { node, wires } from './build';

interface Sizes {
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
  readonly hidden: number;
}

/** Table 3, row "base". */
export const BASE: Sizes = { layers: 6, width: 512, heads: 8, hidden: 2048 };

interface Part {
  readonly nodes: readonly GraphNode[];
  readonly lines: readonly string[];
  /** The port that leaves it. */
  readonly out: string;
}

/** Attention with biases everywhere, the residual and the norm after it; ports are `node.port`. */
function attention(id: string, from: string, memory: string, { width, heads }: Sizes, causal: boolean): Part {
  const roles = ['query', 'key', 'value'];
  const scores = causal ? `${id}-mask.scores` : `${id}-score.scores`;
  return {
    nodes: [
      ...[...roles, 'mixed'].map((role) => node(`${id}-${role}`, 'linear', { features: width })),
      ...roles.map((role) => node(`${id}-${role}-heads`, 'split-heads', { heads })),
      node(`${id}-score`, 'score', { kind: 'scaled-dot' }),
      ...(causal ? [node(`${id}-mask`, 'mask', { kind: 'causal' })] : []),
      node(`${id}-softmax`, 'softmax'),
      node(`${id}-context`, 'weighted-sum'),
      node(`${id}-merge`, 'merge-heads'),
      node(`${id}-around`, 'add'),
      node(`${id}-norm`, 'layer-norm'),
    ],
    lines: [
      `${from} > ${id}-query.x`,
      `${memory} > ${id}-key.x`,
      `${memory} > ${id}-value.x`,
      ...roles.map((role) => `${id}-${role}.out > ${id}-${role}-heads.x`),
      `${id}-query-heads.out > ${id}-score.query`,
      `${id}-key-heads.out > ${id}-score.key`,
      ...(causal ? [`${id}-score.scores > ${scores}`] : []),
      `${scores} > ${id}-softmax.scores`,
      `${id}-softmax.weights > ${id}-context.weights`,
      `${id}-value-heads.out > ${id}-context.value`,
      `${id}-context.context > ${id}-merge.x`,
      `${id}-merge.out > ${id}-mixed.x`,
      `${from} > ${id}-around.a`,
      `${id}-mixed.out > ${id}-around.b`,
      `${id}-around.out > ${id}-norm.x`,
    ],
    out: `${id}-norm.out`,
  };
}

function feedForward(id: string, from: string, { width, hidden }: Sizes): Part {
  return {
    nodes: [
      node(`${id}-wide`, 'linear', { features: hidden }),
      node(`${id}-relu`, 'activation', { kind: 'relu' }),
      node(`${id}-narrow`, 'linear', { features: width }),
      node(`${id}-around`, 'add'),
      node(`${id}-norm`, 'layer-norm'),
    ],
    lines: [
      `${from} > ${id}-wide.x`,
      `${id}-wide.out > ${id}-relu.x`,
      `${id}-relu.out > ${id}-narrow.x`,
      `${from} > ${id}-around.a`,
      `${id}-narrow.out > ${id}-around.b`,
      `${id}-around.out > ${id}-norm.x`,
    ],
    out: `${id}-norm.out`,
  };
}

/** A stacked block of these parts. */
function stack(id: string, inputs: readonly string[], parts: readonly Part[], times: number): Part {
  const last = parts.at(-1) as Part;
  const wall = (names: readonly string[]) => ({ ports: names.map((name) => ({ name, kind: 'value' })) });
  const children = [
    node(`${id}-in`, 'inputs', wall(inputs)),
    ...parts.flatMap(({ nodes }) => nodes),
    node(`${id}-out`, 'outputs', wall(['x'])),
  ];
  return {
    nodes: [node(id, 'block', { times }), ...children.map((child) => ({ ...child, parent: id }))],
    lines: [...parts.flatMap(({ lines }) => lines), `${last.out} > ${id}-out.x`],
    out: `${id}.x`,
  };
}

/** `steps` rows on each side, already embedded: made from a typed column by a Linear that is no part of the model. */
export function transformer(sizes: Sizes, steps: number): Graph {
  const column = Array.from({ length: steps }, (_, i) => [Math.sin(i + 1)]);
  const self = attention('self', 'encoder-in.x', 'encoder-in.x', sizes, false);
  const encoder = stack('encoder', ['x'], [self, feedForward('feed', self.out, sizes)], sizes.layers);
  const causal = attention('causal', 'decoder-in.x', 'decoder-in.x', sizes, true);
  const cross = attention('cross', causal.out, 'decoder-in.memory', sizes, false);
  const parts = [causal, cross, feedForward('expand', cross.out, sizes)];
  const decoder = stack('decoder', ['x', 'memory'], parts, sizes.layers);
  const edges: Edge[] = wires(
    'column.out > rows.x',
    'rows.out > encoder.x',
    'rows.out > decoder.x',
    'encoder.x > decoder.memory',
    ...encoder.lines,
    ...decoder.lines,
  );
  return {
    nodes: [
      node('column', 'tensor', { values: column }),
      node('rows', 'linear', { features: sizes.width }),
      ...encoder.nodes,
      ...decoder.nodes,
    ],
    edges,
  };
}
