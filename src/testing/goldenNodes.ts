// Single node types against PyTorch on any backend: values and gradients of graphs/golden/torch, weights turned into our layout. Tests only.
import { describe, expect, it } from 'vitest';
import crossEntropyGolden from '../../graphs/golden/torch/cross_entropy.json';
import embeddingGolden from '../../graphs/golden/torch/embedding.json';
import layerNormGolden from '../../graphs/golden/torch/layer_norm.json';
import positions from '../../graphs/golden/torch/positional_encoding_sin.json';
import additive from '../../graphs/golden/torch/score_additive.json';
import dot from '../../graphs/golden/torch/score_dot.json';
import general from '../../graphs/golden/torch/score_general.json';
import scaledDot from '../../graphs/golden/torch/score_scaled_dot.json';
import type { Kernels } from '../kernels/kernel';
import { score } from '../nodes/attention/score';
import { embedding } from '../nodes/input/embedding';
import { layerNorm } from '../nodes/layer/layer-norm';
import { positionalEncoding } from '../nodes/layer/positional-encoding';
import type { NodeType } from '../nodes/node';
import { crossEntropy } from '../nodes/training/cross-entropy';
import { asTensor, type Given, linkNode, runGradients, runNode, type Setting } from './nodeRun';
import { assertSame } from './oracle';

type Cells = Readonly<Record<string, Given | undefined>>;
interface Golden {
  readonly tensors: Cells;
  readonly outputs: Cells;
  readonly cotangents: Cells;
  readonly grads: Cells;
}

/** Ours for theirs: the name in the file, and `T` where PyTorch stores the matrix the other way round. */
type Names = Readonly<Record<string, string | readonly [string, 'T']>>;

interface Comparison {
  readonly node: NodeType;
  readonly golden: Golden;
  readonly params?: Setting['params'];
  readonly inputs: Names;
  readonly weights?: Names;
  readonly output: readonly [ours: string, theirs: string];
}

function turned({ shape, data }: Given): Given {
  const [rows = 0, columns = 0] = shape;
  return {
    shape: [columns, rows],
    data: Array.from({ length: rows * columns }, (_, i) => data[(i % rows) * columns + Math.floor(i / rows)] as number),
  };
}

function theirs(cells: Cells, name: Names[string]): Given {
  const [key, layout] = typeof name === 'string' ? [name] : name;
  const found = cells[key];
  if (!found) throw new Error(`the file has no ${key}`);
  return layout ? turned(found) : found;
}

const all = (cells: Cells, names: Names = {}): Record<string, Given> =>
  Object.fromEntries(Object.entries(names).map(([ours, name]) => [ours, theirs(cells, name)]));

async function compare(
  create: () => Kernels,
  { node, golden, params = {}, inputs, weights, output: [port, theirPort] }: Comparison,
): Promise<void> {
  const kernels = create();
  const setting = { params, inputs: all(golden.tensors, inputs), weights: all(golden.tensors, weights) };
  const linked = linkNode(node, setting);
  const names = { ...inputs, ...Object.fromEntries(Object.entries(weights ?? {}).map(([k, v]) => [`weight:${k}`, v])) };
  const wanted = Object.entries(names).filter(([, name]) => golden.grads[typeof name === 'string' ? name : name[0]]);
  const cotangents = { [port]: theirs(golden.cotangents, theirPort) };
  const found = await runGradients(
    linked,
    cotangents,
    wanted.map(([ours]) => ours),
    kernels,
  );
  expect(kernels.stats().live).toBe(0);
  kernels.dispose();
  assertSame(port, asTensor(found[port] as Given), asTensor(theirs(golden.outputs, theirPort)));
  expect(wanted.length).toBe(Object.keys(golden.grads).length);
  for (const [ours, name] of wanted) {
    const grad = found[`gradient:${ours}`];
    assertSame(`gradient of ${ours}`, asTensor(grad as Given), asTensor(theirs(golden.grads, name)));
  }
}

const QUERY_KEY = { query: 'q', key: 'k' };

const comparisons: readonly (readonly [string, Comparison])[] = [
  ['Score, dot', { node: score, golden: dot, inputs: QUERY_KEY, output: ['scores', 'scores'] }],
  [
    'Score, scaled-dot',
    {
      node: score,
      golden: scaledDot,
      params: { kind: 'scaled-dot' },
      inputs: QUERY_KEY,
      output: ['scores', 'scores'],
    },
  ],
  [
    'Score, general, whose matrix PyTorch stores as we do',
    {
      node: score,
      golden: general,
      params: { kind: 'general' },
      inputs: QUERY_KEY,
      weights: { weight: 'W' },
      output: ['scores', 'scores'],
    },
  ],
  [
    'Score, additive',
    {
      node: score,
      golden: additive,
      params: { kind: 'additive', units: 6 },
      inputs: QUERY_KEY,
      weights: { weight_query: ['Wq', 'T'], weight_key: ['Wk', 'T'], v: 'v' },
      output: ['scores', 'scores'],
    },
  ],
  [
    'Embedding, repeated ids adding up',
    {
      node: embedding,
      golden: embeddingGolden,
      params: { width: 8 },
      inputs: { tokens: 'ids' },
      weights: { weight: 'E' },
      output: ['out', 'y'],
    },
  ],
  [
    'Layer norm',
    {
      node: layerNorm,
      golden: layerNormGolden,
      inputs: { x: 'x' },
      weights: { scale: 'gamma', shift: 'beta' },
      output: ['out', 'y'],
    },
  ],
  [
    'Cross entropy',
    {
      node: crossEntropy,
      golden: crossEntropyGolden,
      inputs: { logits: 'logits', target: 'target' },
      output: ['loss', 'loss_mean'],
    },
  ],
];

export function goldenNodeSuite(backend: string, create: () => Kernels): void {
  describe(`on ${backend} values and gradients are those of PyTorch`, () => {
    it.each(comparisons)('%s', (_name, comparison) => compare(create, comparison));

    it.each(Object.entries(positions.pe))('Positional encoding, sinusoidal, %s', async (_name, table) => {
      const zeros = { shape: table.shape, data: table.data.map(() => 0) };
      const kernels = create();
      const { out } = await runNode(positionalEncoding, { inputs: { x: zeros } }, kernels);
      kernels.dispose();
      assertSame('out', asTensor(out as Given), asTensor(table));
    });
  });
}
