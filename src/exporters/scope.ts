// A checked graph as what an exporter writes: nodes in running order, and containers with an inside of their own. Knows no node type.
import type { Checked, CheckedNode } from '../execution/checked';
import { contentsOf } from '../execution/container';
import { wallOf } from '../graph/ports';
import type { Wall } from '../nodes/container';
import type { Op } from '../ops/op';
import { Ops } from '../ops/ops';
import type { Program } from '../ops/program';
import { Tracer } from '../ops/tracer';
import type { Value } from '../ops/value';
import type { Type } from '../tensor/tensor';

export interface Item {
  readonly node: CheckedNode;
  /** Inputs by name as a trace has them; a container's holds one `inside` step for each run of its inside. */
  readonly program: Program;
}

/** The graph itself, or the inside of a container. */
export interface Scope {
  readonly items: readonly Item[];
  /** What the wall hands in, by port. */
  readonly inputs: readonly { readonly port: string; readonly type: Type }[];
  /** The boundary node that hands it in. */
  readonly wall: string | undefined;
  /** What leaves, as `<node>.<port>`. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** A run of a container's inside as one step of the container's Program; the inputs are the wall's, in order. */
export interface InsideOp extends Op<{ copy: number }> {
  readonly scope: Scope;
  readonly copies: number;
}

export const isInside = (op: Op): op is Op & InsideOp => op.id === 'inside';

/** Ids of the nodes right inside `parent` that the given ones depend on, themselves included. */
export function neededFor(checked: Checked, targets: Iterable<string>): Set<string> {
  const ids = new Set(targets);
  // The set grows while it is walked: it is the queue.
  for (const id of ids)
    for (const edges of Object.values(checked.nodes.get(id)?.wires ?? {}))
      for (const { source } of edges) ids.add(source);
  return ids;
}

const nodeOfPort = (port: string): string => port.slice(0, port.lastIndexOf('.'));

/** What the given ports, `<node>.<port>`, need of a graph. */
export function graphScope(checked: Checked, ports: readonly string[]): Scope {
  const needed = neededFor(checked, ports.map(nodeOfPort));
  const nodes = [...checked.nodes.values()].filter(({ id, node }) => node.parent === undefined && needed.has(id));
  const outputs = Object.fromEntries(ports.map((port) => [port, port]));
  return { items: nodes.map((node) => itemOf(checked, node)), inputs: [], wall: undefined, outputs };
}

function itemOf(checked: Checked, node: CheckedNode): Item {
  if (!node.traced) throw new Error(`${node.id} does not run`);
  return { node, program: node.type?.container ? containerProgram(checked, node) : node.traced.program };
}

function insideOf(checked: Checked, node: CheckedNode, wall: Wall): Scope {
  const children = [...checked.nodes.values()].filter((child) => child.node.parent === node.id);
  const { inputs, outputs } = contentsOf(wall, children);
  const leaving = Object.entries(outputs?.wires ?? {}).flatMap(([port, [edge]]) =>
    edge ? [[port, `${edge.source}.${edge.sourcePort}`] as const] : [],
  );
  const needed = neededFor(
    checked,
    leaving.map(([, from]) => nodeOfPort(from)),
  );
  const nodes = children.filter(({ id, type }) => !type?.boundary && needed.has(id));
  return {
    items: nodes.map((child) => itemOf(checked, child)),
    inputs: Object.entries(inputs?.outputs ?? {}).map(([port, type]) => ({ port, type })),
    wall: inputs?.id,
    outputs: Object.fromEntries(leaving),
  };
}

/** Records the container's own body with its inside left whole: loops, copies and held states are the body's, and stay. */
function containerProgram(checked: Checked, node: CheckedNode): Program {
  const container = node.type?.container;
  if (!container) throw new Error(`${node.id} is no container`);
  const wall = wallOf(node.id, checked.graph.nodes);
  const scope = insideOf(checked, node, wall);
  const tracer = new Tracer({ sizes: checked.sizes });
  const copies = container.copies(node.params);
  const op = insideOp(checked, scope, copies);
  const { outputs } = container.build(new Ops(tracer), {
    wall,
    inputs: Object.fromEntries(
      Object.entries(node.inputs).flatMap(([port, [type]]) => (type ? [[port, tracer.input(port, type)]] : [])),
    ),
    params: node.params,
    mode: { training: false },
    feeds: Array.from({ length: copies }, () => []),
    probes: {},
    same: tracer.same,
    inside(t, given, { index }) {
      const args = scope.inputs.map(({ port }) => given[port] as Value);
      return { outputs: t.inline(oneStep(op, args, index), args), nodes: {} };
    },
  });
  return tracer.finish(outputs);
}

function insideOp(checked: Checked, scope: Scope, copies: number): InsideOp {
  const typeAt = (port: string): Type => {
    const type = checked.nodes.get(nodeOfPort(port))?.outputs[port.slice(port.lastIndexOf('.') + 1)];
    if (!type) throw new Error(`there is no output ${port}`);
    return type;
  };
  return {
    id: 'inside',
    kernel: { id: 'inside', loop: true },
    infer: () => Object.values(scope.outputs).map(typeAt),
    scope,
    copies,
  };
}

function oneStep(op: InsideOp, args: readonly Value[], copy: number): Program {
  const given = args.map(({ type }) => type);
  const left = op.infer(given, { copy }, (a, b) => a === b);
  const outs = left.map((_, k) => given.length + k);
  return {
    types: [...given, ...left],
    inputs: op.scope.inputs.map(({ port }, value) => ({ name: port, value })),
    outputs: Object.fromEntries(Object.keys(op.scope.outputs).map((port, k) => [port, outs[k] as number])),
    sites: [{ parent: 0, label: '' }],
    steps: [{ op: op as unknown as Op, args: [...args.keys()], attrs: { copy }, outs, site: 0 }],
  };
}
