// A whole graph, or what one port needs of it, as a single Program. Reads node Programs; knows no node type.

import { Ops } from '../ops/ops';
import type { Program } from '../ops/program';
import { replay } from '../ops/replay';
import { Tracer } from '../ops/tracer';
import type { Value } from '../ops/value';
import { shapeOf } from '../tensor/dim';
import { count, type Tensor, type Type, tensor } from '../tensor/tensor';
import type { Checked, CheckedNode } from './checked';
import { probed, probedOutputs } from './probes';
import { edgeAt } from './sourcesOf';
import { weightName, weightTensor } from './weights';

export interface Linked {
  /** Inputs: weights and constants as `<node>.<name>`, and `probe:<node>.<port>` where asked for; outputs: the ports asked for, as `<node>.<port>`. */
  readonly program: Program;
  /** What feeds each input, in order. */
  readonly feeds: readonly Feed[];
}

export interface Feed {
  readonly name: string;
  readonly value: Tensor;
  readonly differentiable: boolean;
  /** A weight of a node; constants, data and probes are none. */
  readonly weight?: true;
}

/** Ids of the nodes that the given ones depend on, themselves included. */
function needed(checked: Checked, targets: readonly string[]): Set<string> {
  const ids = new Set(targets);
  // The set grows while it is walked: it is the queue.
  for (const id of ids) {
    for (const edges of Object.values(checked.nodes.get(id)?.wires ?? {}))
      for (const { source } of edges) ids.add(source);
  }
  return ids;
}

interface Linking {
  readonly checked: Checked;
  readonly tracer: Tracer;
  readonly values: Map<string, Value>;
  readonly feeds: Linked['feeds'][number][];
  readonly probes: boolean;
}

/** Throws when a node that is needed is not ready, with the problem's sentence. `probes`: a zero is added to every output. */
export function link(checked: Checked, ports: readonly string[], { probes = false } = {}): Linked {
  const tracer = new Tracer({ sizes: checked.sizes });
  const values = new Map<string, Value>();
  const feeds: Linked['feeds'][number][] = [];
  const wanted = needed(
    checked,
    ports.map((port) => port.slice(0, port.lastIndexOf('.'))),
  );
  for (const node of checked.nodes.values()) {
    if (!wanted.has(node.id)) continue;
    if (!node.traced)
      throw new Error(`${node.id}: ${node.problem?.message ?? `waits for ${node.waitsFor.join(', ')}`}`);
    linkNode(probes ? probed(checked, node) : node, { checked, tracer, values, feeds, probes });
  }
  const outputs = ports.map((port) => {
    const value = values.get(port);
    if (!value) throw new Error(`there is no output ${port}`);
    return [port, value] as const;
  });
  return { program: tracer.finish(Object.fromEntries(outputs)), feeds };
}

function linkNode(node: CheckedNode, linking: Linking): void {
  const { checked, tracer, values, feeds, probes } = linking;
  const { program } = node.traced as NonNullable<CheckedNode['traced']>;
  const inputs = program.inputs.map(({ name, value }) => {
    const wired = wiredPort(node, name);
    if (wired) return values.get(wired) as Value;
    const feed = feedOf(checked, node, name, value);
    feeds.push(feed);
    return tracer.input(feed.name, program.types[value] as Program['types'][number]);
  });
  const at = tracer.within({ label: node.node.label ?? node.id }, () => replay(program, tracer, inputs));
  const own = probes ? probedOutputs(node) : {};
  for (const [port, id] of Object.entries(program.outputs)) {
    const value = at[id] as Value;
    const name = `${node.id}.${port}`;
    const type = port.includes('.') ? undefined : own[port];
    values.set(name, type ? new Ops(tracer).add(value, probe(linking, name, type)) : value);
  }
}

function probe({ checked, tracer, feeds }: Linking, port: string, type: Type): Value {
  const feed = zeros(checked, `probe:${port}`, type);
  feeds.push(feed);
  return tracer.input(feed.name, type);
}

function zeros({ sizes }: Checked, name: string, { dims }: Type): Linked['feeds'][number] {
  const shape = shapeOf(dims, sizes);
  return { name, value: tensor(shape, new Float32Array(count(shape))), differentiable: true };
}

function wiredPort(node: CheckedNode, name: string): string | undefined {
  const edge = edgeAt(node, name);
  return edge && `${edge.source}.${edge.sourcePort}`;
}

/** A constant that leaves unchanged at a port is named after that port: `<tensor node>.out`. */
function feedOf(checked: Checked, node: CheckedNode, name: string, value: number): Linked['feeds'][number] {
  const [kind, own] = name.split(':') as [string, string];
  if (kind === 'probe') return zeros(checked, name, node.traced?.program.types[value] as Type);
  const weight = node.traced?.weights[own];
  if (kind === 'weight' && weight) {
    const full = weightName(node, own);
    const value = weightTensor(checked.graph, full, weight, checked.sizes);
    return { name: full, value, differentiable: true, weight: true };
  }
  const constant = node.source?.constants[own];
  if (!constant) throw new Error(`${node.id}: nothing feeds ${name}`);
  const port = Object.entries(node.traced?.program.outputs ?? {}).find(([, id]) => id === value)?.[0];
  return {
    name: `${node.id}.${port ?? own}`,
    value: tensor(shapeOf(constant.dims, checked.sizes), constant.data),
    differentiable: constant.dtype === 'float',
  };
}
