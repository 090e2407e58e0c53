// The systems of the vanishing gradient as graphs: remember a number over a lag of other words, then say it. Pure.
import type { Edge, Graph, GraphNode, WeightEntry } from '../../graph/graph';
import type { AnyParams } from '../../nodes/node';

export type RecallSystem = 'rnn' | 'lstm' | 'lstm-long-memory' | 'rnn-attention';

const UNITS = 32;
const EMBEDDING = 16;
/** Numbers to remember, and so answers to choose from. */
const ANSWERS = 10;
const DISTRACTORS = 20;

const node = (id: string, type: string, params: AnyParams = {}, parent?: string): GraphNode => ({
  id,
  type,
  params,
  position: { x: 0, y: 0 },
  ...(parent === undefined ? {} : { parent }),
});

/** One wire a line: `source.port target.port`. */
const wires = (lines: readonly string[]): Edge[] =>
  lines.map((line, at) => {
    const [source, sourcePort, target, targetPort] = line.split(/[. ]/) as [string, string, string, string];
    return { id: `e${at}`, source, sourcePort, target, targetPort };
  });

const port = (name: string, kind: string) => ({ name, kind });

/** Every number word, every distractor and the query: the ids of the example lie among all of them. */
const vocabulary = [
  ...Array.from({ length: ANSWERS }, (_, n) => `platform-${n}`),
  ...Array.from({ length: DISTRACTORS }, (_, n) => `word-${n}`),
  'query',
];

/** The number, then as many distractors as the lag, then the query. */
function example(lag: number, seed: number): string {
  const others = Array.from({ length: lag }, (_, at) => `word-${(at * 7 + seed * 3) % DISTRACTORS}`);
  return [`platform-${seed % ANSWERS}`, ...others, 'query'].join('\n');
}

function weights(seed: number): Record<string, WeightEntry> {
  const cell = ['weight_x', 'weight_h', 'bias_x', 'bias_h'].map((own, at): [string, WeightEntry] => [
    `cell.${own}`,
    { scheme: 'torch-rnn', seed: 100 * seed + at },
  ]);
  return {
    ...Object.fromEntries(cell),
    'embedding.weight': { scheme: 'normal', seed: 100 * seed + 10 },
    'answer.weight': { scheme: 'torch-linear', seed: 100 * seed + 11 },
  };
}

/** Hidden 32, embedding 16, ten answers, read from the last state; with PyTorch's initialisation from `seed`. */
export function recallGraph(system: RecallSystem, lag: number, seed: number): Graph {
  const isLstm = system === 'lstm' || system === 'lstm-long-memory';
  const looksBack = system === 'rnn-attention';
  const states = isLstm ? [port('hidden', 'state'), port('cell', 'state')] : [port('hidden', 'state')];
  const memory = system === 'lstm-long-memory' ? { memory: 'chrono', lag } : {};
  return {
    nodes: [
      node('text', 'text', { text: example(lag, seed), split: 'words', vocabulary: 'recall' }),
      node('embedding', 'embedding', { width: EMBEDDING, vocabulary: 'recall' }),
      node('start', 'tensor', { values: [new Array(UNITS).fill(0)] }),
      node('loop', 'repeat'),
      node('in', 'inputs', { ports: [port('x', 'sequence'), ...states] }, 'loop'),
      node('cell', isLstm ? 'lstm-cell' : 'rnn-cell', { units: UNITS, ...memory }, 'loop'),
      node('out', 'outputs', { ports: [port('y', 'sequence'), ...states] }, 'loop'),
      ...(looksBack ? [node('score', 'score'), node('softmax', 'softmax'), node('context', 'weighted-sum')] : []),
      ...(looksBack ? [node('both', 'concat')] : []),
      node('answer', 'linear', { features: ANSWERS }),
      node('target', 'tensor', { values: [seed % ANSWERS] }),
      node('loss', 'cross-entropy'),
    ],
    edges: wires([
      'text.tokens embedding.tokens',
      'embedding.out loop.x',
      'start.out loop.hidden',
      'in.x cell.x',
      'in.hidden cell.hidden',
      'cell.hidden out.hidden',
      'cell.hidden out.y',
      ...(isLstm ? ['start.out loop.cell', 'in.cell cell.cell', 'cell.cell out.cell'] : []),
      ...(looksBack ? LOOKING_BACK : ['loop.hidden answer.x']),
      'answer.out loss.logits',
      'target.out loss.target',
    ]),
    vocabularies: { recall: vocabulary },
    weights: weights(seed),
  };
}

/** The last state asks all states, and what it finds is read together with it. */
const LOOKING_BACK = [
  'loop.hidden score.query',
  'loop.y score.key',
  'score.scores softmax.scores',
  'softmax.weights context.weights',
  'loop.y context.value',
  'loop.hidden both.inputs',
  'context.context both.inputs',
  'both.out answer.x',
];
