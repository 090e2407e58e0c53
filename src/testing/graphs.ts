// Random graphs over every node type, for properties of files, edits and exports. Tests only.
import fc from 'fast-check';
import type { Edge, Graph, GraphNode, WeightEntry } from '../graph/graph';
import { nodePorts } from '../graph/ports';
import { OPTIMIZERS, SCHEDULES } from '../graph/training';
import type { AnyParams, NodeType } from '../nodes/node';
import type { BoundaryPort, Param } from '../nodes/params';
import { nodeTypes } from '../nodes/registry';

/** A float32 as the shortest decimal of up to five digits: what a graph holds. */
const cell = fc.integer({ min: -99_999, max: 99_999 }).map((n) => (n === 0 ? 0 : n / 1000));
const words = fc.string({ unit: 'grapheme', maxLength: 20 });
const coordinate = fc.integer({ min: -5000, max: 5000 }).map((n) => n / 4 + 0);
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const grid = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
  );

const boundaryPort = fc.record({
  name: fc.constantFrom('source', 'state', 'target', 'toString'),
  kind: fc.constantFrom('sequence', 'state', 'constant', 'feedback', 'value'),
});
const boundaryPorts = fc.uniqueArray(boundaryPort, { selector: ({ name }) => name, maxLength: 3 });

function paramValue(param: Param<unknown>): fc.Arbitrary<unknown> {
  const { min = -1000, max = 1000 } = param;
  switch (param.control) {
    case 'choice':
      return fc.constantFrom(...(param.options ?? []));
    case 'flag':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: Math.ceil(min), max: Math.floor(max) });
    case 'number':
      return fc.double({ min, max, noNaN: true }).map((n) => n + 0);
    case 'axes':
      return fc.array(fc.integer({ min: -3, max: 3 }), { maxLength: 3 });
    case 'integer-or-word':
      return fc.oneof(fc.constantFrom(...(param.options ?? [])), fc.integer({ min, max }));
    case 'ports':
      return boundaryPorts;
    case 'values':
      return fc.oneof(grid, fc.array(grid, { minLength: 1, maxLength: 2 }));
    default:
      return words;
  }
}

function paramsOf(type: NodeType | undefined): fc.Arbitrary<AnyParams | undefined> {
  if (!type)
    return optional(fc.dictionary(fc.string({ minLength: 1, maxLength: 5 }).filter(safe), fc.jsonValue().map(plain)));
  const values = Object.fromEntries(Object.entries(type.params).map(([name, param]) => [name, paramValue(param)]));
  return optional(fc.record(values, { requiredKeys: [] }));
}

const safe = (key: string): boolean => key !== '__proto__';
/** JSON as it reads back: no -0, no keys that files may not have. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replaceAll('__proto__', 'proto'));

const containers = nodeTypes.filter(({ container }) => container).map(({ id }) => id);
/** Containers come more often than they would as two types among many. */
const typeIds = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...nodeTypes.map(({ id }) => id), 'from-a-later-release') },
  { weight: 1, arbitrary: fc.constantFrom(...containers) },
);
const typeOf = (id: string): NodeType | undefined => nodeTypes.find((type) => type.id === id);

const node = (index: number): fc.Arbitrary<GraphNode> =>
  typeIds.chain((type) =>
    fc
      .record({
        label: optional(words),
        position: fc.record({ x: coordinate, y: coordinate }),
        params: paramsOf(typeOf(type)),
        size: optional(
          fc.record({ width: fc.integer({ min: 1, max: 900 }), height: fc.integer({ min: 1, max: 900 }) }),
        ),
        collapsed: optional(fc.boolean()),
        mode: optional(fc.constantFrom('bypass' as const, 'mute' as const)),
      })
      .map((rest) => defined({ id: `${type}-${index}`, type, ...rest })),
  );

/** Without the keys that are undefined. */
const defined = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as T;

const weight: fc.Arbitrary<WeightEntry> = fc.oneof(
  fc.record(
    {
      scheme: fc.constantFrom('torch-rand' as const, 'torch-linear' as const, 'normal' as const),
      seed: fc.nat(),
      skip: fc.nat(1000),
    },
    { requiredKeys: ['scheme', 'seed'] },
  ),
  grid.map((rows) => ({ shape: [rows.length, rows[0]?.length ?? 0], data: rows.flat() })),
);

const share = fc.float({ min: 0, max: Math.fround(0.999), noNaN: true }).map((n) => (n === 0 ? 0 : n));
const training = fc.record(
  {
    loss: fc.constantFrom('loss.loss', 'a.out'),
    optimizer: fc.constantFrom(...OPTIMIZERS),
    momentum: share,
    betas: fc.tuple(share, share),
    learningRate: fc.constantFrom(1, 0.01, 3e-3, 1e30),
    schedule: fc.constantFrom(...SCHEDULES),
    warmUp: fc.nat(1000),
    clip: share,
    batch: fc.integer({ min: 1, max: 64 }),
    steps: fc.integer({ min: 1, max: 1_000_000 }),
    seed: fc.nat(),
  },
  { requiredKeys: [] },
);

interface Place {
  /** Which of the containers before it a node lies in; none when there are fewer. */
  readonly within: number;
  readonly ports: readonly (readonly BoundaryPort[])[];
}

/** Deeper than anyone nests by hand, and far from the limit, so that edits may go on. */
const DEEPEST = 3;

/** Lets nodes lie in containers among them, and gives each container its two walls. */
function placedNodes(nodes: readonly GraphNode[], places: readonly Place[]): GraphNode[] {
  const depths = new Map<string, number>();
  return nodes.flatMap((node, i) => {
    const { within = 0, ports = [] } = places[i] ?? {};
    const parent = [...depths.keys()][within];
    const placed = parent === undefined ? node : { ...node, parent };
    if (!typeOf(node.type)?.container) return [placed];
    const depth = parent === undefined ? 1 : (depths.get(parent) ?? 0) + 1;
    if (depth < DEEPEST) depths.set(node.id, depth);
    const wall = (type: string, k: number): GraphNode => ({
      id: `${type}-of-${node.id}`,
      type,
      position: { x: k, y: 0 },
      params: { ports: ports[k] ?? [] },
      parent: node.id,
    });
    return [placed, wall('inputs', 0), wall('outputs', 1)];
  });
}

const place: fc.Arbitrary<Place> = fc.record({
  within: fc.nat(3),
  ports: fc.tuple(boundaryPorts, boundaryPorts),
});

interface Wire {
  readonly from: number;
  readonly to: number;
  readonly out: number;
  readonly into: number;
  /** Between nodes of one container, as most wires are. */
  readonly near: boolean;
}

/** Draws ends and lets those that fit become edges: ports that exist, and one wire to an input that does not grow. */
function edgesOf(nodes: readonly GraphNode[], wires: readonly Wire[]): Edge[] {
  const taken = new Set<string>();
  return wires.flatMap(({ from, to, out, into, near }, i) => {
    const source = nodes[from % nodes.length];
    const others = near ? nodes.filter(({ parent }) => parent === source?.parent) : nodes;
    const target = others[to % others.length];
    if (!source || !target) return [];
    const sourcePort = portOf(portsAt(source, nodes)?.outputs, out);
    const targetPort = portOf(portsAt(target, nodes)?.inputs, into);
    if (sourcePort === undefined || targetPort === undefined) return [];
    const place = `${target.id}.${targetPort}`;
    if (taken.has(place)) return [];
    if (!typeOf(target.type)?.inputs[targetPort]?.variadic) taken.add(place);
    return [{ id: `e${i + 1}`, source: source.id, sourcePort, target: target.id, targetPort }];
  });
}

function portsAt(node: GraphNode, nodes: readonly GraphNode[]) {
  const type = typeOf(node.type);
  return type && nodePorts(node, type, nodes);
}

function portOf(ports: Readonly<Record<string, unknown>> | undefined, index: number): string | undefined {
  if (!ports) return `port-${index}`;
  const names = Object.keys(ports);
  return names[index % names.length];
}

const wire = fc.record({ from: fc.nat(99), to: fc.nat(99), out: fc.nat(9), into: fc.nat(9), near: fc.boolean() });

/** Sound structure with any params, wires and weights; shapes need not fit, and cycles happen. */
export const graphs: fc.Arbitrary<Graph> = fc
  .record({
    nodes: fc.nat(10).chain((size) => fc.tuple(...Array.from({ length: size }, (_, i) => node(i)))),
    places: fc.array(place, { minLength: 10, maxLength: 10 }),
    wires: fc.array(wire, { maxLength: 20 }),
    weights: fc.array(weight, { maxLength: 3 }),
    title: optional(words),
    description: optional(words),
    preset: optional(
      fc.record({ group: words, order: fc.nat(9), year: fc.integer() }, { requiredKeys: ['group', 'order'] }),
    ),
    vocabularies: optional(fc.dictionary(fc.string({ maxLength: 5 }).filter(safe), fc.array(words, { maxLength: 4 }))),
    training: optional(training),
    lesson: optional(fc.array(fc.record({ text: words, nodes: fc.constant(['a', 'b']) }, { requiredKeys: ['text'] }))),
    weightsFile: fc.constantFrom(undefined, 'trained.safetensors'),
  })
  .map(({ wires, weights, nodes: bare, places, ...rest }) => {
    const nodes = placedNodes(bare, places);
    const named = weights.slice(0, nodes.length).map((entry, i) => [`${nodes[i]?.id}.weight`, entry] as const);
    return defined({
      ...rest,
      nodes,
      edges: edgesOf(nodes, wires),
      ...(named.length > 0 ? { weights: Object.fromEntries(named) } : {}),
    });
  });
