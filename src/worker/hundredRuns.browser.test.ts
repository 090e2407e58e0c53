// A hundred runs in a row leave the browser as the first few did: no more textures, contexts, memories, and no larger heap.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import { checkGraph } from '../execution/check';
import { Engine } from '../execution/engine';
import type { Graph } from '../graph/graph';
import type { DeviceBackend } from '../kernels/available';
import { loadKernels } from '../kernels/lateDevices';
import { checkOptions, node, wires } from '../testing/build';

/** Of five lengths in turn; every value of the longest has 64 kB. */
const graphOf = (k: number): Graph => ({
  nodes: [
    node('text', 'text', { text: 'word '.repeat(124 + (k % 5)) }),
    node('rows', 'embedding', { width: 128 }),
    node('score', 'score'),
    node('softmax', 'softmax', { temperature: 1 + (k % 5) }),
    node('context', 'weighted-sum'),
  ],
  edges: wires(
    'text.tokens > rows.tokens',
    'rows.out > score.query',
    'rows.out > score.key',
    'score.scores > softmax.scores',
    'softmax.weights > context.weights',
    'rows.out > context.value',
  ),
});

const alive = {
  textures: new Set<WebGLTexture>(),
  contexts: new Set<object>(),
  memories: new Set<WebAssembly.Memory>(),
};

const { Memory } = WebAssembly;

beforeEach(() => {
  const { createTexture, deleteTexture } = WebGL2RenderingContext.prototype;
  const { prototype } = WebGL2RenderingContext;
  vi.spyOn(prototype, 'createTexture').mockImplementation(function (this: WebGL2RenderingContext) {
    const texture = createTexture.call(this);
    alive.contexts.add(this);
    alive.textures.add(texture);
    return texture;
  });
  vi.spyOn(prototype, 'deleteTexture').mockImplementation(function (this: WebGL2RenderingContext, texture) {
    deleteTexture.call(this, texture);
    if (texture) alive.textures.delete(texture);
  });
  WebAssembly.Memory = new Proxy(Memory, {
    construct: (_target, [wanted]: [WebAssembly.MemoryDescriptor]) => {
      const memory = new Memory(wanted);
      alive.memories.add(memory);
      return memory;
    },
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  WebAssembly.Memory = Memory;
  for (const kind of Object.values(alive)) kind.clear();
});

const held = () => ({
  textures: alive.textures.size,
  contexts: alive.contexts.size,
  memories: [...alive.memories].reduce((bytes, { buffer }) => bytes + buffer.byteLength, 0),
});

interface Heap {
  readonly usedSize: number;
  readonly backingStorageSize?: number;
}

/** Bytes of what is reachable: objects, and cells of arrays. */
async function heap(): Promise<number> {
  await cdp().send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = (await cdp().send('Runtime.getHeapUsage')) as Heap;
  return usedSize + backingStorageSize;
}

/** Less than one value of every run would take, if it were never given back. */
const MARGIN = 2 ** 21;

test.each(['webgl2', 'wasm', 'webasm', 'cpu'] as const)('a hundred runs on %s leave nothing', async (backend) => {
  const engine = new Engine({ backends: [backend], create: (wanted) => loadKernels(wanted as DeviceBackend) });
  const options = { signal: new AbortController().signal, pause: async () => {} };
  const checking = checkOptions();
  const run = async (k: number): Promise<void> => {
    engine.release();
    const { runs } = await engine.run(checkGraph(graphOf(k), checking), backend, options);
    expect(runs.every(({ state }) => state === 'ran')).toBe(true);
    await engine.read('context', 'context');
  };
  for (let k = 0; k < 10; k++) await run(k);
  const [before, stats, bytes] = [held(), engine.kernels?.stats(), await heap()];
  for (let k = 0; k < 100; k++) await run(k);
  expect(held()).toEqual(before);
  expect(engine.kernels?.stats()).toMatchObject({ live: stats?.live, bytes: stats?.bytes, compiled: stats?.compiled });
  const grown = (await heap()) - bytes;
  expect(grown).toBeLessThan(MARGIN);
  engine.close();
  expect(alive.textures.size).toBe(0);
});
