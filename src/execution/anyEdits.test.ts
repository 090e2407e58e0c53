// Whatever was edited, undone, cancelled, lost or run elsewhere before: what is read is what a first run of the graph gives.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Graph, GraphNode } from '../graph/graph';
import { float64Kernels } from '../kernels/float64';
import { KernelError, type Kernels } from '../kernels/kernel';
import { wasmKernels } from '../kernels/wasm';
import type { AnyParams } from '../nodes/node';
import { checkOptions, node, ports, wires } from '../testing/build';
import { PROPERTY_RUNS } from '../testing/counts';
import { checkGraph } from './check';
import type { Checked } from './checked';
import { Engine } from './engine';
import { Executor } from './executor';
import { Interner } from './keys';

const inBlock = { parent: 'stack' };
const inLoop = { parent: 'loop' };

/** A text against another that lies in a stack of layers, then a recurrence. */
const graph: Graph = {
  nodes: [
    node('text', 'text', { text: 'the cat sat', vocabulary: 'words' }),
    node('rows', 'embedding', { width: 4, vocabulary: 'words' }),
    node('twice', 'linear', { features: 4, bias: false }),
    node('stack', 'block', { times: 2 }),
    node('stack-in', 'inputs', ports(['x', 'value']), inBlock),
    node('said', 'text', { text: 'sat dog', vocabulary: 'words' }, inBlock),
    node('table', 'embedding', { width: 4, vocabulary: 'words' }, inBlock),
    node('layer', 'linear', { features: 4, bias: false }, inBlock),
    node('shift', 'tensor', { values: [[1, 2, 3, 4]] }, inBlock),
    node('shifted', 'add', {}, inBlock),
    node('scores', 'score', { kind: 'scaled-dot' }, inBlock),
    node('weights', 'softmax', {}, inBlock),
    node('context', 'weighted-sum', {}, inBlock),
    node('stack-out', 'outputs', ports(['x', 'value']), inBlock),
    node('mask', 'mask', { kind: 'causal' }),
    node('self', 'score', { kind: 'scaled-dot' }),
    node('attention', 'softmax'),
    node('mixed', 'weighted-sum'),
    node('first', 'tensor', { values: [[0.5, -0.5, 0.25]] }),
    node('loop', 'repeat'),
    node('loop-in', 'inputs', ports(['x', 'sequence'], ['hidden', 'state']), inLoop),
    node('cell', 'rnn-cell', { units: 3 }, inLoop),
    node('loop-out', 'outputs', ports(['hidden', 'state']), inLoop),
  ],
  edges: wires(
    'text.tokens > rows.tokens',
    'rows.out > twice.x',
    'twice.out > stack.x',
    'stack-in.x > layer.x',
    'layer.out > shifted.a',
    'shift.out > shifted.b',
    'said.tokens > table.tokens',
    'shifted.out > scores.query',
    'table.out > scores.key',
    'scores.scores > weights.scores',
    'weights.weights > context.weights',
    'table.out > context.value',
    'context.context > stack-out.x',
    'stack.x > self.query',
    'rows.out > self.key',
    'self.scores > mask.scores',
    'mask.scores > attention.scores',
    'attention.weights > mixed.weights',
    'rows.out > mixed.value',
    'mixed.context > loop.x',
    'first.out > loop.hidden',
    'loop-in.x > cell.x',
    'loop-in.hidden > cell.hidden',
    'cell.hidden > loop-out.hidden',
  ),
  vocabularies: { words: ['the', 'cat', 'sat', 'dog'] },
};

const withNode = (of: Graph, id: string, change: (one: GraphNode) => Partial<GraphNode>): Graph => ({
  ...of,
  nodes: of.nodes.map((one) => (one.id === id ? { ...one, ...change(one) } : one)),
});
const withParams = (of: Graph, id: string, params: AnyParams): Graph =>
  withNode(of, id, (one) => ({ params: { ...one.params, ...params } }));

const WORDS = ['the', 'cat', 'sat', 'dog'];
const turned = <T>(list: readonly T[], by: number): T[] => list.map((_, k) => list[(k + by) % list.length] as T);
const cells = (n: number, from: number) => Array.from({ length: n }, (_, k) => Math.sin(from + k));

/** What a person does to a graph; `n` says which of a kind. */
const EDITS: Readonly<Record<string, (of: Graph, n: number) => Graph>> = {
  text: (of, n) =>
    withParams(of, 'text', {
      text: turned(WORDS, n)
        .slice(0, 2 + (n % 3))
        .join(' '),
    }),
  'text inside': (of, n) =>
    withParams(of, 'said', {
      text: turned(WORDS, n)
        .slice(0, 1 + (n % 3))
        .join(' '),
    }),
  vocabulary: (of, n) => ({ ...of, vocabularies: { words: turned(WORDS, n) } }),
  'a longer vocabulary': (of, n) => ({ ...of, vocabularies: { words: [...turned(WORDS, n), 'mat'] } }),
  temperature: (of, n) => withParams(of, 'attention', { temperature: 1 + (n % 3) }),
  'temperature inside': (of, n) => withParams(of, 'weights', { temperature: 1 + (n % 3) }),
  mask: (of, n) => withParams(of, 'mask', { kind: ['causal', 'window', 'prefix'][n % 3] as string }),
  'a cell': (of, n) => withParams(of, 'first', { values: [[n, -0.5, 0.25]] }),
  'a cell inside': (of, n) => withParams(of, 'shift', { values: [[n, 2, 3, 4]] }),
  copies: (of, n) => withParams(of, 'stack', { times: 1 + (n % 3) }),
  backward: (of, n) => withParams(of, 'loop', { direction: n % 2 ? 'forward' : 'backward' }),
  'explicit weight': (of, n) => ({
    ...of,
    weights: { ...of.weights, 'twice.weight': { shape: [4, 4], data: cells(16, n) } },
  }),
  'explicit weight inside': (of, n) => ({
    ...of,
    weights: { ...of.weights, 'layer[1].weight': { shape: [4, 4], data: cells(16, n) } },
  }),
  'drawn weight': (of, n) => ({
    ...of,
    weights: { ...of.weights, 'rows.weight': { scheme: 'normal' as const, seed: n } },
  }),
  'weights as they were': ({ weights: _, ...of }) => of,
  mute: (of, n) =>
    withNode(of, ['mask', 'stack', 'layer'][n % 3] as string, ({ mode }) => ({ mode: mode ? undefined : 'mute' })),
  bypass: (of, n) =>
    withNode(of, ['twice', 'layer'][n % 2] as string, ({ mode }) => ({ mode: mode ? undefined : 'bypass' })),
  'a wire less': (of, n) => ({ ...of, edges: of.edges.filter((_, k) => k !== n % of.edges.length) }),
  'all wires': (of) => ({ ...of, edges: graph.edges }),
  order: (of, n) => ({ ...of, nodes: turned(of.nodes, n) }),
  moved: (of, n) => withNode(of, 'twice', () => ({ position: { x: n, y: 0 } })),
  'the same again, read from a file': (of) => structuredClone(of),
};

type Act = readonly [kind: string, n: number];
const BESIDE = ['undo', 'redo', 'elsewhere', 'cancel', 'lose', 'look'];
const acts: fc.Arbitrary<Act[]> = fc.array(fc.tuple(fc.constantFrom(...Object.keys(EDITS), ...BESIDE), fc.nat(7)), {
  minLength: 1,
  maxLength: 10,
});

const WATCHED = ['loop.hidden', 'attention.weights', 'stack.x', 'text.tokens', 'cell.hidden'];
const pause = async (): Promise<void> => {};
const here = { signal: new AbortController().signal, pause };

/** Two backends, of which the one in use can be lost at its next launch. */
function bench() {
  let losing = false;
  const create = (backend: string): Kernels => {
    const kernels = backend === 'wasm' ? wasmKernels() : float64Kernels();
    const upload: Kernels['upload'] = (...given) => {
      if (!losing) return kernels.upload(...given);
      losing = false;
      throw new KernelError('lost', 'upload', kernels.backend, true);
    };
    return Object.assign(Object.create(kernels), { backend, upload }) as Kernels;
  };
  const engine = new Engine({ backends: ['wasm', 'cpu'], create });
  return {
    engine,
    lose: () => {
      losing = true;
    },
  };
}

/** Cells by port of everything that can be read. */
async function values(checked: Checked, read: Executor['read']): Promise<Record<string, number[]>> {
  const found: Record<string, number[]> = {};
  for (const { id, traced, status } of checked.nodes.values()) {
    for (const port of status === 'ready' ? Object.keys(traced?.program.outputs ?? {}) : []) {
      const value = await read(id, port);
      if (value) found[`${id}.${port}`] = [...value.data];
    }
  }
  return found;
}

async function atFirst(of: Graph): Promise<Record<string, number[]>> {
  const checked = checkGraph(structuredClone(of), checkOptions());
  const executor = new Executor(float64Kernels(), new Interner());
  await executor.run(checked, here);
  return values(checked, executor.read.bind(executor));
}

test('what is read after any edits is what a first run gives', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (list) => {
      const { engine, lose } = bench();
      const options = checkOptions();
      let history = [graph];
      let at = 0;
      let before: Checked | undefined;
      let backend: 'wasm' | 'cpu' = 'wasm';
      let watch = new Set(WATCHED);
      for (const [kind, n] of [['look', 0] as const, ...list]) {
        const abort = new AbortController();
        if (kind === 'undo') at = Math.max(0, at - 1);
        else if (kind === 'redo') at = Math.min(history.length - 1, at + 1);
        else if (kind === 'elsewhere') backend = backend === 'wasm' ? 'cpu' : 'wasm';
        else if (kind === 'lose') lose();
        else if (kind === 'look') watch = new Set(WATCHED.slice(n % WATCHED.length));
        else if (kind !== 'cancel') {
          const edited = (EDITS[kind] as (typeof EDITS)[string])(history[at] as Graph, n);
          history = [...history.slice(0, at + 1), edited];
          at += 1;
        }
        const now = history[at] as Graph;
        const checked = checkGraph(now, { ...options, ...(before ? { before } : {}) });
        before = checked;
        let ran = 0;
        const onNode = (): void => {
          if (kind === 'cancel' && ++ran > n) abort.abort();
        };
        const run = engine.run(checked, backend, { signal: abort.signal, pause, watch, onNode });
        await run.catch((error) => {
          if (!abort.signal.aborted) throw error;
        });
        const read = await values(checked, async (id, port) => engine.read(id, port));
        const expected = await atFirst(now);
        if (kind !== 'cancel') {
          const wanted = WATCHED.filter((port) => watch.has(port) && port !== 'cell.hidden' && port in expected);
          expect(Object.keys(read)).toEqual(expect.arrayContaining(wanted));
        }
        for (const [port, found] of Object.entries(read)) {
          expect(found.length, port).toBe(expected[port]?.length);
          found.forEach((cell, k) => {
            const should = expected[port]?.[k] as number;
            if (cell !== should) expect(cell, `${kind} ${n}: ${port}`).toBeCloseTo(should, 3);
          });
        }
      }
      engine.close();
    }),
    { numRuns: Math.min(200, PROPERTY_RUNS / 2) },
  );
});
