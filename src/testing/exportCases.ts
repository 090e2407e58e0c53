// Graphs that exports get wrong when they are careless: masks, empty rows, batches, seeds, hostile names. Tests only.
import type { Graph, GraphNode } from '../graph/graph';
import { node, ports, wires } from './build';
import { loopOf } from './loopGraphs';

/** T rows of d cells, all different. */
const rows = (T: number, d: number, seed = 1): number[][] =>
  Array.from({ length: T }, (_, i) => Array.from({ length: d }, (_, j) => Math.sin(seed * 7 + i * d + j)));

type Params = Readonly<Record<string, unknown>>;

/** Attention of 3 queries over 5 keys through a mask. */
const masked = (mask: Params, more: { values?: readonly unknown[]; port?: string } = {}): Graph => ({
  nodes: [
    node('q', 'tensor', { values: rows(3, 4) }),
    node('k', 'tensor', { values: rows(5, 4, 2) }),
    node('score', 'score', { kind: 'scaled-dot' }),
    node('mask', 'mask', mask),
    node('softmax', 'softmax'),
    node('context', 'weighted-sum'),
    ...(more.values ? [node('given', 'tensor', { values: more.values })] : []),
  ],
  edges: wires(
    'q.out > score.query',
    'k.out > score.key',
    'score.scores > mask.scores',
    'mask.scores > softmax.scores',
    'softmax.weights > context.weights',
    'k.out > context.value',
    ...(more.port ? [`given.out > mask.${more.port}`] : []),
  ),
});

/** More queries than keys: with the diagonal at the end the first rows see nothing. */
const wide = (align: string): Graph => ({
  nodes: [
    node('scores', 'tensor', { values: rows(5, 3) }),
    node('mask', 'mask', { align }),
    node('softmax', 'softmax'),
  ],
  edges: wires('scores.out > mask.scores', 'mask.scores > softmax.scores'),
});

const HOSTILE = [
  'class',
  'None',
  '1x',
  'quote " and \' and `',
  '"""',
  "'''",
  'two\nlines\r\nand\u2028more',
  'x\u0000y',
  '# import os',
  '\\',
  'Σ',
  'self',
  'forward',
  '__init__',
  'torch',
  '{x} %s $y',
  '日本語',
  'a'.repeat(256),
];

/** A chain of layers with labels that no language likes; some ids are keywords, which ids may be. */
const hostile: Graph = {
  title: 'class Evil(nn.Module): """\nimport os',
  nodes: [
    node('class', 'tensor', { values: rows(2, 3) }, { label: "'''\nraise SystemExit\n'''" }),
    ...HOSTILE.map((label, k) =>
      node(k === 0 ? 'None' : `n-${k}`, k % 2 ? 'linear' : 'activation', k % 2 ? { features: 3 } : { kind: 'tanh' }, {
        label,
      }),
    ),
  ],
  edges: wires(
    ...HOSTILE.map(
      (_, k) => `${k === 0 ? 'class' : k === 1 ? 'None' : `n-${k - 1}`}.out > ${k === 0 ? 'None' : `n-${k}`}.x`,
    ),
  ),
};

const batched: Graph = {
  nodes: [
    node('x', 'tensor', { values: [rows(3, 4), rows(3, 4, 5)], batch: true }),
    node('valid', 'tensor', {
      values: [
        [1, 1, 0],
        [0, 0, 0],
      ],
    }),
    node('query', 'linear', { features: 4 }),
    node('heads', 'split-heads', { heads: 2 }),
    node('score', 'score', { kind: 'general' }),
    node('mask', 'mask', { kind: 'padding' }),
    node('softmax', 'softmax', { temperature: 2 }),
    node('context', 'weighted-sum'),
    node('merge', 'merge-heads'),
    node('norm', 'layer-norm', { epsilon: 0.01 }),
  ],
  edges: wires(
    'x.out > query.x',
    'query.out > heads.x',
    'heads.out > score.query',
    'heads.out > score.key',
    'score.scores > mask.scores',
    'valid.out > mask.valid',
    'mask.scores > softmax.scores',
    'softmax.weights > context.weights',
    'heads.out > context.value',
    'context.context > merge.x',
    'merge.out > norm.x',
  ),
};

const dropped: Graph = {
  nodes: [
    node('x', 'tensor', { values: rows(4, 6) }),
    node('drop', 'dropout', { rate: 0.5, seed: 7, active: 'always' }),
    node('again', 'dropout', { rate: 0.25, seed: 4_294_967_295, active: 'always' }),
    node('never', 'dropout', { rate: 0.9, seed: 3 }),
  ],
  edges: wires('x.out > drop.x', 'drop.out > again.x', 'again.out > never.x'),
};

/** A block of two copies with its walls. */
const stackOf = (name: string, around: { parent?: string }) => [
  node(name, 'block', { times: 2 }, around),
  ...(['inputs', 'outputs'] as const).map((side) =>
    node(`${name}-${side === 'inputs' ? 'in' : 'out'}`, side, ports(['x', 'value']), { parent: name }),
  ),
];

/** Two copies of a block in each of two copies of another: four masks from one node. */
const droppedInCopies: Graph = {
  nodes: [
    node('x', 'tensor', { values: rows(4, 6) }),
    ...stackOf('outer', {}),
    ...stackOf('inner', { parent: 'outer' }),
    node('drop', 'dropout', { rate: 0.5, seed: 7, active: 'always' }, { parent: 'inner' }),
    node('shift', 'activation', { kind: 'sigmoid' }, { parent: 'inner' }),
  ],
  edges: wires(
    'x.out > outer.x',
    'outer-in.x > inner.x',
    'inner-in.x > drop.x',
    'drop.out > shift.x',
    'shift.out > inner-out.x',
    'inner.x > outer-out.x',
  ),
};

/** Scores that a container masks, where one row sees nothing, and a softmax outside of it. */
const maskedInside = (container: GraphNode, kind: string): Graph => ({
  nodes: [
    node('scores', 'tensor', { values: rows(3, 4) }),
    node('valid', 'tensor', {
      values: [
        [1, 1, 0, 1],
        [0, 0, 0, 0],
        [1, 0, 0, 0],
      ],
    }),
    container,
    node('in', 'inputs', ports(['scores', kind], ['allowed', kind]), { parent: container.id }),
    node('mask', 'mask', { kind: 'custom' }, { parent: container.id }),
    node('out', 'outputs', ports(['masked', kind]), { parent: container.id }),
    node('softmax', 'softmax'),
  ],
  edges: wires(
    'scores.out > box.scores',
    'valid.out > box.allowed',
    'in.scores > mask.scores',
    'in.allowed > mask.allowed',
    'mask.scores > out.masked',
    'box.masked > softmax.scores',
  ),
});

export const exportCases: Readonly<Record<string, Graph>> = {
  ...Object.fromEntries(
    ['causal', 'window', 'prefix'].flatMap((kind) =>
      ['start', 'end'].map((align) => [
        `${kind}, 3 queries, 5 keys, align ${align}`,
        masked({ kind, align, window: 2, prefix: 2 }),
      ]),
    ),
  ),
  'causal, 5 queries, 3 keys, align start': wide('start'),
  'causal, 5 queries, 3 keys, align end: rows that see nothing': wide('end'),
  'custom, a row that sees nothing': masked(
    { kind: 'custom' },
    {
      port: 'allowed',
      values: [
        [1, 0, 1, 0, 1],
        [0, 0, 0, 0, 0],
        [0, 0, 0, 0, 1],
      ],
    },
  ),
  'padding, nothing is valid': masked({ kind: 'padding' }, { port: 'valid', values: [0, 0, 0, 0, 0] }),
  'a batch with heads and a row of padding': batched,
  'a mask in a block, softmax outside': maskedInside(node('box', 'block'), 'value'),
  'a mask in a loop, softmax outside': maskedInside(node('box', 'repeat'), 'sequence'),
  'dropout that is always on': dropped,
  'dropout in copies of copies': droppedInCopies,
  'names and labels that no language likes': hostile,
};

const WORDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** The same model over a text of any length: a loop each way, causal attention, waves of position. */
export const overText = (length: number): Graph => ({
  vocabularies: { letters: WORDS },
  nodes: [
    node('text', 'text', { text: WORDS.slice(0, length).join(' '), vocabulary: 'letters' }),
    node('rows', 'embedding', { width: 4, vocabulary: 'letters' }),
    node('position', 'positional-encoding'),
    node('start', 'tensor', { values: [[0, 0.5, 0, -0.5]] }),
    ...loopOf({
      id: 'read',
      params: { direction: 'backward' },
      takes: ports(['x', 'sequence'], ['hidden', 'state']),
      inside: [node('cell', 'gru-cell', { units: 4 })],
      gives: ports(['states', 'sequence'], ['hidden', 'state']),
    }),
    node('score', 'score', { kind: 'scaled-dot' }),
    node('mask', 'mask'),
    node('softmax', 'softmax'),
    node('context', 'weighted-sum'),
    node('heads', 'split-heads', { heads: 2 }),
    node('backwards', 'reverse'),
    node('mean', 'mean', { axis: 0 }),
  ],
  edges: wires(
    'text.tokens > rows.tokens',
    'rows.out > position.x',
    'position.out > read.x',
    'start.out > read.hidden',
    'in.x > cell.x',
    'in.hidden > cell.hidden',
    'cell.hidden > out.states',
    'cell.hidden > out.hidden',
    'read.states > score.query',
    'read.states > score.key',
    'score.scores > mask.scores',
    'mask.scores > softmax.scores',
    'softmax.weights > context.weights',
    'read.states > context.value',
    'context.context > heads.x',
    'context.context > backwards.x',
    'backwards.out > mean.x',
  ),
});
