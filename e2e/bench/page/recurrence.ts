// A GRU over 200 steps, batch 1, in this application and as typed-array JavaScript that a person would write for it alone.
import { checkGraph } from '../../../src/execution/check';
import { Traces } from '../../../src/execution/traces';
import type { Edge, Graph, GraphNode } from '../../../src/graph/graph';
import { nodeType } from '../../../src/nodes/registry';
import { numbers } from './attention';
import { errorOf, median, timed } from './measure';
import { start } from './workbench';

const [STEPS, UNITS, ROUNDS, TOLERANCE] = [200, 64, 9, 1e-4];
const GATES = 3 * UNITS;

interface Weights {
  /** [units, 3 units] in the order r, z, n, as are the two below. */
  readonly x: Float32Array;
  readonly h: Float32Array;
  readonly biasX: Float32Array;
  readonly biasH: Float32Array;
}

const weights: Weights = {
  x: numbers(UNITS * GATES, 1, 1 / 8),
  h: numbers(UNITS * GATES, 2, 1 / 8),
  biasX: numbers(GATES, 3, 1 / 8),
  biasH: numbers(GATES, 4, 1 / 8),
};

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** out = row W + bias; W is [row.length, out.length]. */
function affine(row: Float32Array, matrix: Float32Array, bias: Float32Array, out: Float32Array): void {
  out.set(bias);
  const width = out.length;
  for (let i = 0; i < row.length; i++) {
    const x = row[i] as number;
    const at = i * width;
    for (let j = 0; j < width; j++) out[j] = (out[j] as number) + x * (matrix[at + j] as number);
  }
}

/** The states of every step, [steps, units] (Cho et al. 2014, with PyTorch's reset gate). */
function gru(xs: Float32Array, { x, h, biasX, biasH }: Weights): Float32Array {
  const states = new Float32Array(STEPS * UNITS);
  const [fromX, fromH] = [new Float32Array(GATES), new Float32Array(GATES)];
  let state = new Float32Array(UNITS);
  for (let step = 0; step < STEPS; step++) {
    affine(xs.subarray(step * UNITS, (step + 1) * UNITS), x, biasX, fromX);
    affine(state, h, biasH, fromH);
    const next = states.subarray(step * UNITS, (step + 1) * UNITS);
    for (let j = 0; j < UNITS; j++) {
      const a = j + UNITS;
      const b = a + UNITS;
      const r = sigmoid((fromX[j] as number) + (fromH[j] as number));
      const z = sigmoid((fromX[a] as number) + (fromH[a] as number));
      const n = Math.tanh((fromX[b] as number) + r * (fromH[b] as number));
      next[j] = (1 - z) * n + z * (state[j] as number);
    }
    state = next;
  }
  return states;
}

const node = (id: string, type: string, params = {}, parent?: string): GraphNode => ({
  id,
  type,
  position: { x: 0, y: 0 },
  params,
  ...(parent === undefined ? {} : { parent }),
});

const WIRES = [
  'words.tokens xs.tokens',
  'xs.out loop.x',
  'start.out loop.hidden',
  'in.x cell.x',
  'in.hidden cell.hidden',
  'cell.hidden out.hidden',
  'cell.hidden out.states',
];

/** The rows come from an embedding, as anywhere in the application: other rows are an edit of its weight. */
function graphOf(xs: Float32Array): Graph {
  const state = { name: 'hidden', kind: 'state' };
  const words = Array.from({ length: STEPS }, (_, i) => `w${i}`).join(' ');
  const entry = (shape: number[], data: Float32Array) => ({ shape, data: [...data] });
  return {
    nodes: [
      node('words', 'text', { text: words }),
      node('xs', 'embedding', { width: UNITS }),
      node('start', 'tensor', { values: [Array.from({ length: UNITS }, () => 0)] }),
      node('loop', 'repeat'),
      node('in', 'inputs', { ports: [{ name: 'x', kind: 'sequence' }, state] }, 'loop'),
      node('cell', 'gru-cell', { units: UNITS }, 'loop'),
      node('out', 'outputs', { ports: [state, { name: 'states', kind: 'sequence' }] }, 'loop'),
    ],
    edges: WIRES.map((line, i): Edge => {
      const [source = '', sourcePort = '', target = '', targetPort = ''] = line.split(/[ .]/);
      return { id: `e${i}`, source, sourcePort, target, targetPort };
    }),
    weights: {
      'xs.weight': entry([STEPS, UNITS], xs),
      'cell.weight_x': entry([UNITS, GATES], weights.x),
      'cell.weight_h': entry([UNITS, GATES], weights.h),
      'cell.bias_x': entry([GATES], weights.biasX),
      'cell.bias_h': entry([GATES], weights.biasH),
    },
  };
}

/** Milliseconds to check the graph and trace everything in it, with nothing remembered. */
function traceTime(graph: Graph): number {
  const begun = performance.now();
  const { problems } = checkGraph(graph, { nodeType, traces: new Traces() });
  const ms = performance.now() - begun;
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('; '));
  return ms;
}

const rowsOf = (run: number): Float32Array => numbers(STEPS * UNITS, 100 + run);

/** Traced, run and read, and the same by hand, in turn; other inputs every time. */
export async function measureRecurrence() {
  const { engine, run } = await start('auto');
  const times = { workbench: [] as number[], javascript: [] as number[], trace: [] as number[] };
  let [backend, error] = ['', 0];
  for (let round = -2; round < ROUNDS; round++) {
    const xs = rowsOf(round);
    const graph = graphOf(xs);
    await new Promise((resolve) => setTimeout(resolve));
    const trace = traceTime(graph);
    const ours = await timed(() => run(graph, 'loop', 'states'));
    const byHand = await timed(() => gru(xs, weights));
    error = Math.max(error, errorOf(ours.result.cells as Float32Array, byHand.result));
    backend = ours.result.backend;
    // What compiles on the first runs is not what a person waits for after an edit.
    if (round < 0) continue;
    times.workbench.push(ours.ms);
    times.javascript.push(byHand.ms);
    times.trace.push(trace);
  }
  engine.close();
  if (!(error <= TOLERANCE)) throw new Error(`the GRU is off by ${error} on ${backend}`);
  return {
    steps: STEPS,
    units: UNITS,
    backend,
    workbench_ms: median(times.workbench),
    javascript_ms: median(times.javascript),
    trace_ms: median(times.trace),
    runs: ROUNDS,
  };
}
