// Attention as a graph of this application: a graph file through its reader, its check and its engine.
import { checkGraph } from '../../../src/execution/check';
import type { Checked } from '../../../src/execution/checked';
import { Engine } from '../../../src/execution/engine';
import { Traces } from '../../../src/execution/traces';
import { parseGraph } from '../../../src/graph/format';
import type { Graph } from '../../../src/graph/graph';
import { availableBackends } from '../../../src/kernels/available';
import { createKernels } from '../../../src/kernels/devices';
import type { Backend } from '../../../src/kernels/kernel';
import { nodeType } from '../../../src/nodes/registry';
import { AutoBackend } from '../../../src/worker/autoBackend';
import { type Case, HEADS, type MakeRunner, type Weights } from './attention';

const linear = (id: string, width: number) => ({ id, type: 'linear', params: { features: width, bias: false } });
const split = (id: string) => ({ id, type: 'split-heads', params: { heads: HEADS } });

const nodesOf = ({ tokens, width }: Case) => [
  { id: 'tokens', type: 'text', params: { text: Array.from({ length: tokens }, (_, i) => `w${i}`).join(' ') } },
  { id: 'inputs', type: 'embedding', params: { width } },
  ...['query', 'key', 'value'].flatMap((name) => [linear(name, width), split(`${name}-heads`)]),
  { id: 'score', type: 'score', params: { kind: 'dot' } },
  { id: 'scale', type: 'scale', params: { by: 'inverse-sqrt-width' } },
  { id: 'mask', type: 'mask', params: { kind: 'causal' } },
  { id: 'softmax', type: 'softmax', params: {} },
  { id: 'context', type: 'weighted-sum', params: {} },
  { id: 'merge', type: 'merge-heads', params: {} },
  linear('output', width),
];

const WIRES = [
  'tokens.tokens inputs.tokens',
  ...['query', 'key', 'value'].flatMap((name) => [`inputs.out ${name}.x`, `${name}.out ${name}-heads.x`]),
  'query-heads.out score.query',
  'key-heads.out score.key',
  'score.scores scale.x',
  'key-heads.out scale.width_of',
  'scale.out mask.scores',
  'mask.scores softmax.scores',
  'softmax.weights context.weights',
  'value-heads.out context.value',
  'context.context merge.x',
  'merge.out output.x',
];

/** The file that a person could open: the same nodes as in the preset of multi-head attention. */
export function fileOf(of: Case): string {
  const edges = WIRES.map((line, i) => {
    const [source, sourcePort, target, targetPort] = line.split(/[ .]/);
    return { id: `e${i}`, source, sourcePort, target, targetPort };
  });
  const nodes = nodesOf(of).map((node, i) => ({ ...node, position: { x: 160 * i, y: 0 } }));
  return JSON.stringify({ format: 'attention-graph', version: 1, nodes, edges });
}

/** Weights of these sizes come from a file of their own in the application, too. */
export function withWeights(graph: Graph, { width }: Case, weights: Weights): Graph {
  const entry = (data: Float32Array) => ({ shape: [width, width], data: [...data] });
  const named = Object.entries(weights).map(([name, data]) => [`${name}.weight`, entry(data)]);
  return { ...graph, weights: Object.fromEntries(named) };
}

/** The graph with other rows in its embedding: what an edit of them gives. */
export function withInput(graph: Graph, { tokens, width }: Case, input: Float32Array): Graph {
  return { ...graph, weights: { ...graph.weights, 'inputs.weight': { shape: [tokens, width], data: [...input] } } };
}

/** The graph with other settings of one node. */
export const withParams = (graph: Graph, id: string, params: Record<string, unknown>): Graph => ({
  ...graph,
  nodes: graph.nodes.map((node) => (node.id === id ? { ...node, params: { ...node.params, ...params } } : node)),
});

export function graphOf(of: Case, weights: Weights): Graph {
  const parsed = parseGraph(fileOf(of));
  if (!('graph' in parsed)) throw new Error(`the benchmark's own graph is refused: ${parsed.problem.message}`);
  return withWeights(parsed.graph, of, weights);
}

/** One engine and what it needs, as the application's worker holds them. */
export async function start(choice: Backend | 'auto') {
  const backends = await availableBackends();
  const auto = new AutoBackend(backends);
  if (choice === 'auto' && !(await auto.remember())) await auto.measure(async () => {});
  const engine = new Engine({ backends: backends.map(({ backend }) => backend), create: createKernels });
  const traces = new Traces();
  let before: Checked | undefined;
  const pause = async (): Promise<void> => {};
  const { signal } = new AbortController();
  return {
    engine,
    /** From a graph to the cells of one of its ports; says which nodes ran. `everything`: every port is on screen. */
    async run(graph: Graph, node: string, port: string, everything = false) {
      const checked = checkGraph(graph, { nodeType, traces, ...(before ? { before } : {}) });
      before = checked;
      // What is on screen, as in the application: large values that nobody opened are not.
      const watch = new Set([`${node}.${port}`]);
      const chosen = choice === 'auto' ? auto.choose(checked) : { backend: choice, reason: 'asked for' };
      const { backend, runs } = await engine.run(checked, chosen.backend, {
        signal,
        pause,
        ...(everything ? {} : { watch }),
      });
      const value = await engine.read(node, port);
      if (!value)
        throw new Error(`${node} gave nothing on ${backend}: ${JSON.stringify(runs.find((run) => run.problem))}`);
      return { cells: value.data, backend, runs, reason: chosen.reason };
    },
  };
}

export const workbench =
  (choice: Backend | 'auto'): MakeRunner =>
  async (of, weights) => {
    const { engine, run } = await start(choice);
    let graph = graphOf(of, weights);
    let chose = '';
    return {
      engine: 'workbench',
      backend: choice,
      ready: (input) => {
        graph = withInput(graph, of, input);
      },
      run: async () => {
        const { cells, backend, reason } = await run(graph, 'output', 'out');
        chose = `${backend}: ${reason}`;
        if (choice !== 'auto' && backend !== choice) throw new Error(`${backend} ran instead of ${choice}`);
        return cells as Float32Array;
      },
      ...(choice === 'auto' ? { chose: () => chose } : {}),
      dispose: () => engine.close(),
    };
  };
