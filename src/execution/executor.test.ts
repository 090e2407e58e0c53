// The executor on the oracle: what runs, what is kept, and what comes out.
import { expect, test } from 'vitest';
import type { Graph } from '../graph/graph';
import { float64Kernels } from '../kernels/float64';
import { checkOptions, node, wires } from '../testing/build';
import { checkGraph } from './check';
import { Executor, type NodeRun } from './executor';
import { Interner } from './keys';

/** Self-attention over six rows of width three, as in the first published example. */
const selfAttention: Graph = {
  nodes: [
    node('tokens', 'text', { text: 'Your journey starts with one step' }),
    node('inputs', 'embedding', { width: 3 }),
    node('query', 'linear', { features: 2, bias: false }),
    node('key', 'linear', { features: 2, bias: false }),
    node('value', 'linear', { features: 2, bias: false }),
    node('score', 'score', { kind: 'scaled-dot' }),
    node('softmax', 'softmax'),
    node('context', 'weighted-sum'),
  ],
  edges: wires(
    'tokens.tokens > inputs.tokens',
    'inputs.out > query.x',
    'inputs.out > key.x',
    'inputs.out > value.x',
    'query.out > score.query',
    'key.out > score.key',
    'score.scores > softmax.scores',
    'softmax.weights > context.weights',
    'value.out > context.value',
  ),
  weights: {
    'inputs.weight': {
      shape: [6, 3],
      data: [0.43, 0.15, 0.89, 0.55, 0.87, 0.66, 0.57, 0.85, 0.64, 0.22, 0.58, 0.33, 0.77, 0.25, 0.1, 0.05, 0.8, 0.55],
    },
    'query.weight': { scheme: 'torch-rand', seed: 123 },
    'key.weight': { scheme: 'torch-rand', seed: 123, skip: 6 },
    'value.weight': { scheme: 'torch-rand', seed: 123, skip: 12 },
  },
};

const options = checkOptions();
const never = { signal: new AbortController().signal, pause: async () => {} };

function bench() {
  const kernels = float64Kernels();
  const executor = new Executor(kernels, new Interner());
  const run = async (graph: Graph): Promise<Record<NodeRun['state'], string[]>> => {
    const runs = await executor.run(checkGraph(graph, options), never);
    const of = (state: NodeRun['state']) => runs.filter((r) => r.state === state).map(({ id }) => id);
    return { ran: of('ran'), kept: of('kept'), failed: of('failed'), waiting: of('waiting') };
  };
  return { kernels, executor, run };
}

test('the published context vectors come out', async () => {
  const { executor, run } = bench();
  await run(selfAttention);
  const context = await executor.read('context', 'context');
  expect(context?.shape).toEqual([6, 2]);
  const printed = [0.2996, 0.8053, 0.3061, 0.821, 0.3058, 0.8203, 0.2948, 0.7939, 0.2927, 0.7891, 0.299, 0.804];
  for (const [i, digit] of printed.entries()) expect(context?.data[i]).toBeCloseTo(digit, 4);
});

test('an edit of one weight runs only what depends on it', async () => {
  const { run } = bench();
  await run(selfAttention);
  const edited = {
    ...selfAttention,
    weights: { ...selfAttention.weights, 'value.weight': { scheme: 'ones', seed: 0 } as const },
  };
  const { ran, kept } = await run(edited);
  expect(ran).toEqual(['value', 'context']);
  expect(kept).toHaveLength(6);
});

test('a node that runs again brings only what changed to the device', async () => {
  const { kernels, run } = bench();
  await run(selfAttention);
  const brought: (readonly number[])[] = [];
  const upload = kernels.upload.bind(kernels);
  kernels.upload = (tensor) => {
    brought.push(tensor.shape);
    return upload(tensor);
  };
  const entry = selfAttention.weights?.['inputs.weight'] as { shape: number[]; data: number[] };
  const weights = { ...selfAttention.weights, 'inputs.weight': { ...entry, data: entry.data.map((x) => x + 1) } };
  expect((await run({ ...selfAttention, weights })).ran).toHaveLength(7);
  expect(brought).toEqual([[6, 3]]);
});

test('moving and renaming run nothing, and going back to earlier values runs nothing', async () => {
  const { run } = bench();
  await run(selfAttention);
  const moved = {
    ...selfAttention,
    nodes: selfAttention.nodes.map((n) => ({ ...n, label: `${n.id}!`, position: { x: 9, y: 9 } })),
  };
  expect((await run(moved)).ran).toEqual([]);
  const hot = {
    ...selfAttention,
    nodes: selfAttention.nodes.map((n) => (n.id === 'softmax' ? { ...n, params: { temperature: 2 } } : n)),
  };
  expect((await run(hot)).ran).toEqual(['softmax', 'context']);
  expect((await run(selfAttention)).ran).toEqual([]);
});

test('a longer text traces only the nodes whose Program names its words', async () => {
  const { run } = bench();
  await run(selfAttention);
  const before = options.traces.traced;
  const longer = {
    ...selfAttention,
    nodes: selfAttention.nodes.map((n) =>
      n.id === 'tokens' ? { ...n, params: { text: 'one step starts your long journey' } } : n,
    ),
    weights: { 'query.weight': { scheme: 'torch-rand', seed: 123 } as const },
  };
  await run(longer);
  expect(options.traces.traced - before).toBeLessThanOrEqual(2);
});

test('after close no value is alive', async () => {
  const { executor, kernels, run } = bench();
  await run(selfAttention);
  expect(kernels.stats().live).toBeGreaterThan(0);
  executor.close();
  expect(kernels.stats().live).toBe(0);
});

test('a cancelled run stops between nodes and keeps what it had', async () => {
  const { executor } = bench();
  const abort = new AbortController();
  const checked = checkGraph(selfAttention, options);
  const seen: string[] = [];
  const onNode = ({ id }: NodeRun): void => {
    seen.push(id);
    if (id === 'key') abort.abort();
  };
  await expect(executor.run(checked, { ...never, signal: abort.signal, onNode })).rejects.toThrow();
  expect(seen.at(-1)).toBe('key');
  const after = await executor.run(checked, never);
  expect(after.find(({ id }) => id === 'query')?.state).toBe('kept');
});
