// How much of multi-head attention runs after an edit: what is downstream of it, and nothing else.
import { expect, test } from 'vitest';
import type { Graph } from '../graph/graph';
import { wasmKernels } from '../kernels/wasm';
import type { AnyParams } from '../nodes/node';
import { checkOptions, node, wires } from '../testing/build';
import { checkGraph } from './check';
import { Executor } from './executor';
import { Interner } from './keys';

const linear = (id: string) => node(id, 'linear', { features: 64, bias: false });
const split = (id: string) => node(id, 'split-heads', { heads: 8 });
const parts = ['query', 'key', 'value'];

/** Causal, 8 heads, 40 words of width 64. */
const graph: Graph = {
  nodes: [
    node('tokens', 'text', { text: Array.from({ length: 40 }, (_, i) => `w${i}`).join(' ') }),
    node('inputs', 'embedding', { width: 64 }),
    ...parts.flatMap((name) => [linear(name), split(`${name}-heads`)]),
    node('score', 'score', { kind: 'scaled-dot' }),
    node('mask', 'mask', { kind: 'causal' }),
    node('softmax', 'softmax'),
    node('context', 'weighted-sum'),
    node('merge', 'merge-heads'),
    linear('output'),
  ],
  edges: wires(
    'tokens.tokens > inputs.tokens',
    ...parts.flatMap((name) => [`inputs.out > ${name}.x`, `${name}.out > ${name}-heads.x`]),
    'query-heads.out > score.query',
    'key-heads.out > score.key',
    'score.scores > mask.scores',
    'mask.scores > softmax.scores',
    'softmax.weights > context.weights',
    'value-heads.out > context.value',
    'context.context > merge.x',
    'merge.out > output.x',
  ),
};

const edited = (id: string, params: AnyParams): Graph => ({
  ...graph,
  nodes: graph.nodes.map((one) => (one.id === id ? { ...one, params: { ...one.params, ...params } } : one)),
});

const AFTER_SOFTMAX = ['softmax', 'context', 'merge', 'output'];

test.each([
  ['the mask', edited('mask', { kind: 'window', window: 5 }), ['mask', ...AFTER_SOFTMAX]],
  ['the temperature', edited('softmax', { temperature: 2 }), AFTER_SOFTMAX],
  ['the values', edited('value', { bias: true }), ['value', 'value-heads', 'context', 'merge', 'output']],
] as const)('an edit of %s runs what is downstream, and going back runs nothing', async (_what, after, expected) => {
  const executor = new Executor(wasmKernels(), new Interner());
  const options = checkOptions();
  const ran = async (of: Graph): Promise<string[]> => {
    const runs = await executor.run(checkGraph(of, options), {
      signal: new AbortController().signal,
      pause: async () => {},
      watch: new Set(['output.out']),
    });
    return runs.filter(({ state }) => state === 'ran').map(({ id }) => id);
  };
  expect(await ran(graph)).toHaveLength(graph.nodes.length);
  expect((await ran(after)).sort()).toEqual([...expected].sort());
  expect(await ran(graph)).toEqual([]);
});
