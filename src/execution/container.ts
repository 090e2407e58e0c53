// A container as one Program: the Programs of the nodes inside, linked, and wrapped as its type says.

import type { Copy, Inside, Wall } from '../nodes/container';
import type { ConstantSpec, Mode, NodeType, Source } from '../nodes/node';
import type { Traced, TracedWeight } from '../nodes/trace';
import { Ops } from '../ops/ops';
import { Tracer } from '../ops/tracer';
import type { Value } from '../ops/value';
import type { Vocabulary } from '../ops/vocabulary';
import { masksOfCopy } from '../passes/dropoutMasks';
import type { Sizes } from '../tensor/dim';
import type { Type } from '../tensor/tensor';
import type { CheckedNode } from './checked';
import { edgeAt } from './sourcesOf';
import { weightName } from './weights';

/** The nodes right inside a container, in running order. */
export interface Contents {
  readonly wall: Wall;
  readonly children: readonly CheckedNode[];
  readonly inputs: CheckedNode | undefined;
  readonly outputs: CheckedNode | undefined;
}

export const contentsOf = (wall: Wall, children: readonly CheckedNode[]): Contents => ({
  wall,
  children: children.filter(({ type }) => !type?.boundary),
  inputs: children.find(({ type }) => type?.boundary === 'inputs'),
  outputs: children.find(({ type }) => type?.boundary === 'outputs'),
});

/** A weight or constant of a node inside, which becomes an input of the container's Program. */
interface Feed {
  readonly kind: 'weight' | 'constant';
  /** In the graph: `<node>.<name>`, of copy k `<node>[k].<name>`. */
  readonly name: string;
  readonly type: Type;
  readonly weight?: TracedWeight;
  readonly constant?: ConstantSpec;
}

const inCopy = (name: string, copy: number | undefined): string =>
  copy === undefined ? name : name.replace(/^[^.[]+/, (id) => `${id}[${copy}]`);

function feedOf(node: CheckedNode, name: string, type: Type, copy: number | undefined): Feed | undefined {
  const colon = name.indexOf(':');
  if (colon < 0) return undefined;
  const own = name.slice(colon + 1);
  const weight = node.traced?.weights[own];
  if (name.startsWith('weight:') && weight) {
    return { kind: 'weight', name: inCopy(weightName(node, own), copy), type, weight };
  }
  const constant = name.startsWith('constant:') ? node.source?.constants[own] : undefined;
  // Copies share what is no weight.
  const full = node.type?.container ? own : `${node.id}.${own}`;
  return constant && { kind: 'constant', name: full, type, constant };
}

const feedsOf = ({ children }: Contents, copy: number | undefined): Feed[] =>
  children.flatMap((node) =>
    (node.traced?.program.inputs ?? []).flatMap(({ name, value }) => {
      const feed = feedOf(node, name, node.traced?.program.types[value] as Type, copy);
      return feed ? [feed] : [];
    }),
  );

/** Records the nodes inside, wire by wire. The feeds come in the order of `feedsOf`. */
function recordInside(
  { children, inputs, outputs }: Contents,
  t: Vocabulary,
  given: Readonly<Record<string, Value>>,
  { index, feeds, probes }: Copy,
): Inside {
  const values = new Map<string, Value>();
  const nodes: Record<string, Value> = {};
  for (const [port, value] of Object.entries(given)) values.set(`${inputs?.id}.${port}`, value);
  let next = 0;
  for (const node of children) {
    const program = masksOfCopy((node.traced as Traced).program, index);
    const args = program.inputs.map(
      ({ name }) => wiredValue(node, name, values) ?? probes[probedPort(name) ?? ''] ?? (feeds[next++] as Value),
    );
    for (const [port, value] of Object.entries(t.inline(program, args, siteOf(node)))) {
      // Names with a dot come from a container inside: its own nodes.
      const name = port.includes('.') ? port : `${node.id}.${port}`;
      const probe = port.includes('.') ? undefined : probes[name];
      nodes[name] = probe ? t.add(value, probe) : value;
      values.set(name, nodes[name]);
    }
  }
  const leaving = Object.entries(outputs?.wires ?? {}).flatMap(([port, [edge]]) => {
    const value = edge && values.get(`${edge.source}.${edge.sourcePort}`);
    return value ? [[port, value] as const] : [];
  });
  return { outputs: Object.fromEntries(leaving), nodes };
}

const siteOf = ({ id, node }: CheckedNode) => ({ label: node.label ?? id, node: id });

function wiredValue(node: CheckedNode, name: string, values: ReadonlyMap<string, Value>): Value | undefined {
  if (name.includes(':')) return undefined;
  const edge = edgeAt(node, name);
  return edge && values.get(`${edge.source}.${edge.sourcePort}`);
}

/** The output that an input of a Program probes. */
export const probedPort = (input: string): string | undefined =>
  input.startsWith('probe:') ? input.slice('probe:'.length) : undefined;

/** Everything the container's Program depends on beside the sizes. */
export function containerKey(node: CheckedNode, contents: Contents, mode: Mode): string {
  const inside = contents.children.map(({ id, key, wires }) => [id, key, wires]);
  const types = Object.entries(node.inputs);
  return JSON.stringify([node.type?.id, node.params, types, contents.wall, contents.outputs?.wires, inside, mode]);
}

/** The container as a node like any other; `probed` are outputs inside, as it gives them, at which zeros are added. Throws NodeError and ShapeError. */
export function traceContainer(
  node: CheckedNode & { readonly type: NodeType },
  contents: Contents,
  sizes: Sizes,
  mode: Mode,
  probed: Readonly<Record<string, Type>> = {},
): Traced {
  const container = node.type.container as NonNullable<NodeType['container']>;
  const tracer = new Tracer({ sizes, shared: true });
  const t = new Ops(tracer);
  const inputs = Object.fromEntries(
    Object.entries(node.inputs).flatMap(([port, [type]]) => (type ? [[port, tracer.input(port, type)]] : [])),
  );
  const copies = container.copies(node.params);
  const feeds = Array.from({ length: copies }, (_, k) => feedsOf(contents, copies === 1 ? undefined : k));
  const declared = new Map<string, Value>();
  const declare = ({ kind, name, type }: Feed): Value => {
    const input = declared.get(`${kind}:${name}`) ?? tracer.input(`${kind}:${name}`, type);
    declared.set(`${kind}:${name}`, input);
    return input;
  };
  const { outputs, nodes } = container.build(t, {
    wall: contents.wall,
    inputs,
    params: node.params,
    mode,
    feeds: feeds.map((list) => list.map(declare)),
    probes: Object.fromEntries(
      Object.entries(probed).map(([name, type]) => [name, tracer.input(`probe:${name}`, type)]),
    ),
    same: tracer.same,
    inside: (inner, given, copy) => recordInside(contents, inner, given, copy),
  });
  const program = tracer.finish({ ...outputs, ...nodes });
  const typeOf = ({ id }: Value): Type => program.types[id] as Type;
  return {
    program,
    outputs: Object.fromEntries(Object.entries(outputs).map(([port, value]) => [port, typeOf(value)])),
    weights: Object.fromEntries(feeds.flat().flatMap(({ name, weight }) => (weight ? [[name, weight]] : []))),
    dims: {},
    assumptions: tracer.assumptions,
  };
}

/** Constants of the nodes inside, by the names that the container's Program knows them by. */
export function insideSource(contents: Contents): Source<string> {
  const constants = feedsOf(contents, undefined).flatMap(({ name, constant }) => (constant ? [[name, constant]] : []));
  return { symbols: {}, constants: Object.fromEntries(constants) };
}
