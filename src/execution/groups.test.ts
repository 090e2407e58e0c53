// What runs together, what is kept, and what is refused.
import { beforeAll, describe, expect, test } from 'vitest';
import type { Edge, Graph } from '../graph/graph';
import { createKernels } from '../kernels/devices';
import { float64Kernels } from '../kernels/float64';
import { wasmKernels } from '../kernels/wasm';
import type { Tensor } from '../tensor/tensor';
import { checkOptions, node, wires } from '../testing/build';
import { assertSame } from '../testing/oracle';
import { checkGraph } from './check';
import { Executor, type NodeRun, type RunOptions } from './executor';
import { Interner } from './keys';

const never: RunOptions = { signal: new AbortController().signal, pause: async () => {} };

/** Causal self-attention over T rows that are their own queries, keys and values. */
const attention = (T: number, d: number, rest: Partial<Graph> = {}): Graph => ({
  nodes: [
    node('x', 'tensor', {
      values: Array.from({ length: T }, (_, i) => Array.from({ length: d }, (_, j) => Math.sin(i * d + j))),
    }),
    node('score', 'score', { kind: 'scaled-dot' }),
    node('mask', 'mask', {}),
    node('softmax', 'softmax', {}),
    node('context', 'weighted-sum', {}),
  ],
  edges: wires(
    'x.out > score.query',
    'x.out > score.key',
    'score.scores > mask.scores',
    'mask.scores > softmax.scores',
    'softmax.weights > context.weights',
    'x.out > context.value',
  ),
  ...rest,
});

const statesOf = (runs: readonly NodeRun[]): string[] =>
  runs.map(({ id, state, within }) => `${id} ${state}${within ? ` within ${within}` : ''}`);

const context = new Set(['context.context']);

test('scores that nobody looks at run inside of the node that they are for, with the same values', async () => {
  const checked = checkGraph(attention(300, 4), checkOptions());
  const kernels = wasmKernels();
  const executor = new Executor(kernels, new Interner());
  const runs = await executor.run(checked, { ...never, watch: context });
  expect(statesOf(runs)).toEqual([
    'x ran',
    'score ran within context',
    'mask ran within context',
    'softmax ran within context',
    'context ran',
  ]);
  const oracle = new Executor(float64Kernels(), new Interner());
  await oracle.run(checked, never);
  const [value, expected] = await Promise.all([executor, oracle].map((e) => e.read('context', 'context')));
  assertSame('context', value as Tensor, expected as Tensor);
  expect(await executor.read('softmax', 'weights')).toBeUndefined();
  // Looked at, they run by themselves, and what was there stays.
  const seen = await executor.run(checked, { ...never, watch: new Set(['softmax.weights', ...context]) });
  expect(statesOf(seen)).toEqual([
    'x kept',
    'score ran within softmax',
    'mask ran within softmax',
    'softmax ran',
    'context kept',
  ]);
  executor.close();
  expect(kernels.stats().live).toBe(0);
});

/** The same in `heads` heads. */
function inHeads(T: number, d: number, heads: number): Graph {
  const { nodes, edges } = attention(T, d);
  const renamed = edges.map((edge) => (edge.source === 'x' ? { ...edge, source: 'split' } : edge));
  return {
    nodes: [...nodes, node('split', 'split-heads', { heads })],
    edges: [...renamed, { ...wires('x.out > split.x')[0], id: 'split' } as Edge],
  };
}

/** Bytes of the memories of WebAssembly that are made during the act. */
async function memoryOf(act: () => Promise<void>): Promise<number> {
  const { Memory } = WebAssembly;
  const made: WebAssembly.Memory[] = [];
  WebAssembly.Memory = new Proxy(Memory, {
    construct: (_target, [wanted]: [WebAssembly.MemoryDescriptor]) => {
      made.push(new Memory(wanted));
      return made.at(-1) as WebAssembly.Memory;
    },
  });
  await act().finally(() => {
    WebAssembly.Memory = Memory;
  });
  return made.reduce((bytes, { buffer }) => bytes + buffer.byteLength, 0);
}

test('what is read in two places counts once, so that scores of wide rows run inside, too', async () => {
  const checked = checkGraph(attention(270, 256), checkOptions());
  const runs = await new Executor(wasmKernels(), new Interner()).run(checked, { ...never, watch: context });
  expect(statesOf(runs)[1]).toBe('score ran within context');
});

const BACKENDS = ['wasm', 'webasm', 'cpu'] as const;

describe('more scores than are written down at once', () => {
  const checked = checkGraph(attention(1100, 4), checkOptions());
  const contextOn = async (backend: (typeof BACKENDS)[number] | 'float64'): Promise<Tensor> => {
    const executor = new Executor(createKernels(backend), new Interner());
    await executor.run(checked, { ...never, watch: context });
    return (await executor.read('context', 'context')) as Tensor;
  };
  let expected: Tensor;
  beforeAll(async () => {
    expected = await contextOn('float64');
  });

  test.each(BACKENDS)('give the same values on %s', async (backend) => {
    assertSame('context', await contextOn(backend), expected);
  });
});

test.each(['wasm', 'webasm'] as const)(
  'only the context on screen 4096 rows run in tiles on %s; the scores are refused first',
  async (backend) => {
    const checked = checkGraph(inHeads(4096, 64, 8), checkOptions());
    expect(checked.problems).toEqual([]);
    const memory = await memoryOf(async () => {
      const executor = new Executor(createKernels(backend), new Interner());
      const runs = await executor.run(checked, { ...never, watch: context });
      expect(runs.find(({ id }) => id === 'context')?.state).toBe('ran');
      const { launches } = executor.kernels.stats();
      const refused = await executor.run(checked, { ...never, watch: new Set(['score.scores']) });
      expect(refused.find(({ id }) => id === 'score')?.problem).toMatchObject({
        code: 'limit',
        detail: 'It would have 134,217,728 numbers (512 MiB); 16,777,216 are the most.',
      });
      expect(executor.kernels.stats().launches).toBe(launches);
      executor.close();
    });
    // The scores alone would be 512 MiB.
    expect(memory).toBeLessThan(48 * 2 ** 20);
  },
);

test('100 runs in a row leave as much alive as one', async () => {
  const kernels = wasmKernels();
  const executor = new Executor(kernels, new Interner());
  const checked = checkGraph(attention(40, 4), checkOptions());
  const run = async () => {
    executor.close();
    await executor.run(checked, never);
    return kernels.stats();
  };
  const first = await run();
  for (let i = 0; i < 100; i++) await run();
  const { live, bytes, compiled } = await run();
  expect({ live, bytes, compiled }).toEqual({ live: first.live, bytes: first.bytes, compiled: first.compiled });
});

test('over the budget, what nobody looks at is freed once it was read', async () => {
  const kernels = wasmKernels();
  const executor = new Executor(kernels, new Interner(), 1000);
  const checked = checkGraph(attention(40, 4), checkOptions());
  await executor.run(checked, { ...never, watch: context });
  expect(kernels.stats().bytes).toBe(40 * 4 * 4);
  expect((await executor.read('context', 'context'))?.shape).toEqual([40, 4]);
  expect(statesOf(await executor.run(checked, { ...never, watch: context }))).toContain('softmax kept');
  executor.close();
});

test('long work pauses inside of a node, where it can be cancelled', async () => {
  const abort = new AbortController();
  const executor = new Executor(wasmKernels(), new Interner());
  const checked = checkGraph(attention(5000, 8), checkOptions());
  let pauses = 0;
  const pause = async (): Promise<void> => {
    pauses += 1;
    if (pauses === 2) abort.abort();
  };
  await expect(executor.run(checked, { signal: abort.signal, pause, watch: context })).rejects.toThrow();
  executor.close();
  expect(executor.kernels.stats().live).toBe(0);
});

test('cheap values that changed run inside of what reads them; those that stay are kept', async () => {
  const kernels = wasmKernels();
  const executor = new Executor(kernels, new Interner());
  const options = checkOptions();
  const run = async (d: number, temperature: number, measure = false) => {
    const { nodes, ...rest } = attention(5, d);
    const edited = nodes.map((one) => (one.id === 'softmax' ? node('softmax', 'softmax', { temperature }) : one));
    return statesOf(
      await executor.run(checkGraph({ ...rest, nodes: edited }, options), { ...never, watch: context, measure }),
    );
  };
  const apart = ['x ran', 'score ran', 'mask ran', 'softmax ran', 'context ran'];
  expect(await run(3, 1)).toEqual(apart);
  const inside = ['x', 'score', 'mask', 'softmax'].map((id) => `${id} ran within context`);
  expect(await run(4, 1)).toEqual([...inside, 'context ran']);
  // What an edit does not change is there from the next time on.
  const downstream = ['softmax ran within context', 'context ran'];
  await run(4, 2);
  expect(await run(4, 3)).toEqual(['x kept', 'score kept', 'mask kept', ...downstream]);
  // Whoever asks for the time of each node gets it.
  expect(await run(6, 2, true)).toEqual(apart);
  executor.close();
  expect(kernels.stats().live).toBe(0);
});
