// Random graphs that run: grown node by node over every node type, keeping what fits. Tests only.
import fc from 'fast-check';
import { checkGraph } from '../execution/check';
import type { Checked } from '../execution/checked';
import type { CheckOptions } from '../execution/checkRun';
import type { Edge, Graph, GraphNode } from '../graph/graph';
import type { AnyParams, NodeType } from '../nodes/node';
import type { Param } from '../nodes/params';
import { nodeTypes } from '../nodes/registry';
import { checkOptions, node } from './build';

/** Small numbers wherever a param allows: sizes, axes and rates that often fit. */
function paramValue(param: Param<unknown>): fc.Arbitrary<unknown> {
  const { min = -2, max = 4, default: usual } = param;
  switch (param.control) {
    case 'choice':
      return fc.constantFrom(...(param.options ?? []));
    case 'flag':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: Math.ceil(min), max: Math.max(Math.ceil(min), Math.min(Math.floor(max), 4)) });
    case 'number':
      return fc.integer({ min: 1, max: 19 }).map((n) => Math.min(Math.max(n / 20, min), max));
    case 'values':
      return grids;
    default:
      return fc.constant(usual);
  }
}

const cell = fc.integer({ min: -200, max: 200 }).map((n) => n / 100);
const SIZES = [2, 3, 4] as const;
const grid = (shape: readonly number[]): fc.Arbitrary<unknown> =>
  shape.reduceRight<fc.Arbitrary<unknown>>(
    (inner, size) => fc.array(inner, { minLength: size, maxLength: size }),
    cell,
  );
const size = fc.constantFrom(...SIZES);
const grids = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(size, size).chain(grid) },
  { weight: 1, arbitrary: size.chain((n) => grid([n])) },
  { weight: 1, arbitrary: fc.tuple(size, size, size).chain(grid) },
  { weight: 1, arbitrary: fc.tuple(size, size).chain(([n, m]) => maskGrid(n, m)) },
);
const maskGrid = (n: number, m: number): fc.Arbitrary<unknown> =>
  fc.array(fc.array(fc.nat(1), { minLength: m, maxLength: m }), { minLength: n, maxLength: n });

const text = fc.constantFrom('to be or not to be', 'one two three', 'a b a b', 'eins zwei drei eins');

function paramsOf(type: NodeType): fc.Arbitrary<AnyParams> {
  const values = Object.fromEntries(
    Object.entries(type.params).map(([name, param]) => [name, name === 'text' ? text : paramValue(param)]),
  );
  return fc.record({ ...values, ...(type.params.active ? { active: fc.constant('always') } : {}) });
}

interface Growth {
  readonly type: NodeType;
  readonly params: AnyParams;
  /** Where to begin looking for something that fits, port by port. */
  readonly picks: readonly number[];
  readonly optional: boolean;
  readonly label: string;
}

const LABELS = [
  'class',
  'None',
  '1x',
  'it’s "quoted"',
  "'''",
  '"""',
  'two\nlines',
  'Σ',
  'self',
  'forward',
  'x = 1; #',
  '\\',
];

const computing = nodeTypes.filter(({ outputs, container }) => Object.keys(outputs).length > 0 && !container);
const growth = fc.constantFrom(...computing).chain((type) =>
  fc.record({
    type: fc.constant(type),
    params: paramsOf(type),
    picks: fc.array(fc.nat(50), { minLength: 6, maxLength: 6 }),
    optional: fc.boolean(),
    label: fc.constantFrom('', ...LABELS),
  }),
);

interface Loop {
  readonly container: 'block' | 'repeat';
  readonly times: number;
  readonly backward: boolean;
  readonly inside: 'norm' | 'attention' | 'dropout';
  readonly cell: 'gru-cell' | 'lstm-cell' | 'rnn-cell';
  readonly pick: number;
}
const loop: fc.Arbitrary<Loop> = fc.record({
  container: fc.constantFrom('block', 'repeat'),
  times: fc.integer({ min: 1, max: 3 }),
  backward: fc.boolean(),
  inside: fc.constantFrom('norm', 'attention', 'dropout'),
  cell: fc.constantFrom('gru-cell', 'lstm-cell', 'rnn-cell'),
  pick: fc.nat(50),
});

const TRIES = 24;

class Grower {
  private nodes: GraphNode[] = [];
  private edges: Edge[] = [];
  private checked: Checked;

  constructor(private readonly options: CheckOptions) {
    this.checked = checkGraph({ nodes: [], edges: [] }, options);
  }

  get graph(): Graph {
    return { title: 'Random', nodes: this.nodes, edges: this.edges };
  }

  add({ type, params, picks, optional, label }: Growth): void {
    const id = `${type.id}-${this.nodes.length}`;
    const made = node(id, type.id, params, label === '' ? {} : { label });
    const ports = Object.entries(type.inputs).filter(([, port]) => !port.optional || optional);
    if (ports.length === 0) {
      this.keep([made], []);
      return;
    }
    const outputs = this.outputs();
    for (let attempt = 0; attempt < TRIES && outputs.length > 0; attempt++) {
      const wires = ports.flatMap(([port, { variadic }], k) =>
        Array.from({ length: variadic ? 2 : 1 }, (_, n) => {
          const at = (picks[k] ?? 0) + Math.floor(attempt / (n + 1) ** 2) * (k + 1) + n;
          return this.wire(outputs[at % outputs.length] as string, `${id}.${port}`);
        }),
      );
      if (this.keep([made], wires)) return;
    }
  }

  /** A container around a few nodes that keep the shape of rows, or around a cell that carries a state. */
  contain(given: Loop): void {
    const rows = this.outputs().filter((port) => {
      const [id = '', name = ''] = port.split('.');
      const type = this.checked.nodes.get(id)?.outputs[name];
      return type && type.dims.length === 2 && type.dtype === 'float';
    });
    const from = rows[given.pick % rows.length];
    if (from === undefined) return;
    const id = `${given.container}-${this.nodes.length}`;
    if (given.container === 'block') this.block(id, from, given);
    else this.repeat(id, from, given);
  }

  private block(id: string, from: string, { times, inside }: Loop): void {
    const parts = {
      norm: ['layer-norm'],
      attention: ['score', 'mask', 'softmax', 'weighted-sum'],
      dropout: ['dropout'],
    }[inside];
    const child = (type: string, params: AnyParams = {}) => node(`${id}-${type}`, type, params, { parent: id });
    const port = [{ name: 'x', kind: 'value' }];
    const nodes = [
      node(id, 'block', { times }),
      child('inputs', { ports: port }),
      ...parts.map((type) => child(type, type === 'dropout' ? { active: 'always', rate: 0.5, seed: times } : {})),
      child('outputs', { ports: port }),
    ];
    const lines = {
      norm: ['inputs.x > layer-norm.x', 'layer-norm.out > outputs.x'],
      dropout: ['inputs.x > dropout.x', 'dropout.out > outputs.x'],
      attention: [
        'inputs.x > score.query',
        'inputs.x > score.key',
        'score.scores > mask.scores',
        'mask.scores > softmax.scores',
        'softmax.weights > weighted-sum.weights',
        'inputs.x > weighted-sum.value',
        'weighted-sum.context > outputs.x',
      ],
    }[inside];
    this.keep(nodes, [this.wire(from, `${id}.x`), ...this.inner(id, lines)]);
  }

  private repeat(id: string, from: string, { cell: type, backward }: Loop): void {
    const states = type === 'lstm-cell' ? ['hidden', 'cell'] : ['hidden'];
    const fed = states.map((name) => ({ name, kind: 'state' }));
    const child = (name: string, params: AnyParams = {}) => node(`${id}-${name}`, name, params, { parent: id });
    const nodes = [
      node(`${id}-start`, 'tensor', { values: [[0.5, -0.5]] }),
      node(id, 'repeat', { direction: backward ? 'backward' : 'forward' }),
      child('inputs', { ports: [{ name: 'x', kind: 'sequence' }, ...fed] }),
      child(type, { units: 2 }),
      child('outputs', { ports: [{ name: 'rows', kind: 'sequence' }, ...fed] }),
    ];
    const wires = [
      this.wire(from, `${id}.x`),
      ...states.map((name) => this.wire(`${id}-start.out`, `${id}.${name}`)),
      ...this.inner(id, [
        `inputs.x > ${type}.x`,
        ...states.flatMap((name) => [`inputs.${name} > ${type}.${name}`, `${type}.${name} > outputs.${name}`]),
        `${type}.hidden > outputs.rows`,
      ]),
    ];
    this.keep(nodes, wires);
  }

  private inner(id: string, lines: readonly string[]): Edge[] {
    return lines.map((line) => {
      const [from = '', to = ''] = line.split(' > ');
      return this.wire(`${id}-${from}`, `${id}-${to}`);
    });
  }

  private outputs(): string[] {
    return [...this.checked.nodes.values()].flatMap(({ id, outputs, node: { parent } }) =>
      parent === undefined ? Object.keys(outputs).map((port) => `${id}.${port}`) : [],
    );
  }

  private wire(from: string, to: string): Edge {
    const [source = '', sourcePort = ''] = from.split('.');
    const [target = '', targetPort = ''] = to.split('.');
    return { id: `${target}.${targetPort}.${source}.${sourcePort}`, source, sourcePort, target, targetPort };
  }

  private keep(nodes: readonly GraphNode[], edges: readonly Edge[]): boolean {
    const graph = { nodes: [...this.nodes, ...nodes], edges: [...this.edges, ...edges] };
    const checked = checkGraph(graph, this.options);
    if (checked.problems.length > 0 || nodes.some(({ id }) => checked.nodes.get(id)?.status !== 'ready')) return false;
    this.nodes = graph.nodes;
    this.edges = graph.edges;
    this.checked = checked;
    return true;
  }
}

const options = checkOptions();
const START: readonly Growth[] = nodeTypes
  .filter(({ id }) => id === 'text' || id === 'tensor')
  .map((type) => ({ type, params: {}, picks: [], optional: false, label: '' }));

/** Sound graphs of up to a dozen nodes with sources first, labels that no programming language likes, blocks and loops. */
export const soundGraphs: fc.Arbitrary<Graph> = fc
  .tuple(fc.array(growth, { minLength: 6, maxLength: 12 }), fc.array(loop, { maxLength: 2 }))
  .map(([growths, loops]) => {
    const grower = new Grower(options);
    for (const start of START) grower.add(start);
    for (const given of growths) grower.add(given);
    for (const given of loops) grower.contain(given);
    return grower.graph;
  });
