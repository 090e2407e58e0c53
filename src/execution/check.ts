// Types and errors of a whole graph, without running it. Pure and synchronous: the page does it within a frame.
import type { Edge, Graph, GraphNode } from '../graph/graph';
import { cycles, incoming, topologicalOrder } from '../graph/order';
import { type NodePorts, nodePorts, wallOf } from '../graph/ports';
import type { Container } from '../nodes/container';
import { type Mode, NodeError, type NodeType, type Source } from '../nodes/node';
import type { BoundaryPort } from '../nodes/params';
import { asNodeError, checkParams, withDefaults } from '../nodes/trace';
import type { Sizes } from '../tensor/dim';
import type { Type } from '../tensor/tensor';
import { bypassed } from './bypass';
import type { Checked, CheckedNode } from './checked';
import { type Contents, containerKey, contentsOf, insideSource, traceContainer } from './container';
import { limitProblem } from './cost';
import { type Problem, problemOf } from './problem';
import { readSources, type Sourced } from './sources';
import { Symbols } from './symbols';
import { type Traces, textOf } from './traces';
import { sameButForNumbers, sameConstants, type Untouched, untouchedSince } from './untouched';
import { idProblem, weightProblem } from './weights';
import { wiredType } from './wired';

export interface CheckOptions {
  readonly nodeType: (id: string) => NodeType | undefined;
  readonly traces: Traces;
  readonly mode?: Mode;
  /** Examples that datasets bring at once; absent: their one example, without a batch axis. */
  readonly batch?: number;
  /** An earlier check: nodes about which nothing changed keep their identity, so that nobody renders them again. */
  readonly before?: Checked;
}

export function checkGraph(graph: Graph, options: CheckOptions): Checked {
  const { before, batch } = options;
  const mode = modeOf(options);
  if (before && sameButForNumbers(before, { graph, mode, batch })) return { ...before, graph };
  const symbols = new Symbols();
  const sourced = readSources(graph, symbols, options.nodeType, batch);
  const now = { graph, mode, sizes: symbols.sizes, sourced, done: new Map<string, CheckedNode>() };
  const untouched = untouchedSince(options.before, now);
  const run: CheckRun = { ...now, options, untouched, inCycle: namesOfCycles(graph), given: new Map() };
  checkScope(undefined, run);
  const problems = [...run.done.values()].flatMap(({ problem }) => (problem ? [problem] : []));
  return { graph, mode, batch, nodes: run.done, symbols: symbols.all, sizes: run.sizes, problems };
}

const modeOf = ({ mode }: CheckOptions): Mode => mode ?? { training: false };

/** The nodes right inside a container, or those of the graph itself, in running order. */
function checkScope(parent: string | undefined, run: CheckRun): CheckedNode[] {
  const { graph, options } = run;
  const nodes = graph.nodes.filter((node) => node.parent === parent);
  const wires = incoming(graph);
  const sameSizes = textOf(run.sizes) === textOf(options.before?.sizes ?? {});
  return topologicalOrder({ ...graph, nodes }).map((node) => {
    const same = run.untouched(node.id);
    if (same) return kept(same, run);
    const now = checkNode(node, wires.get(node.id) ?? {}, run);
    const before = sameSizes ? options.before?.nodes.get(node.id) : undefined;
    const said = before && unchanged(before, now) ? before : now;
    run.done.set(node.id, said);
    return said;
  });
}

/** An earlier check that holds, behind those of what lies in the node. */
function kept(known: CheckedNode, run: CheckRun): CheckedNode {
  const inside = known.type?.container ? [...(run.options.before?.nodes.values() ?? [])] : [];
  for (const child of inside) if (child.node.parent === known.id) kept(child, run);
  run.done.set(known.id, known);
  return known;
}

/** Whether two checks of a node say the same; params, wires and node are shared between edits that leave them alone. */
function unchanged(a: CheckedNode, b: CheckedNode): boolean {
  if (a.node !== b.node || a.status !== b.status || a.key !== b.key || a.traced !== b.traced) return false;
  if (a.source && !sameSource(a.source, b.source)) return false;
  const rest = ({ ports, waitsFor, problem, wires, inputs, outputs, symbols }: CheckedNode) =>
    JSON.stringify([ports, waitsFor, problem, wires, inputs, outputs, symbols]);
  return rest(a) === rest(b);
}

/** A vocabulary may change without the node that names it, and without a word that the wall of a container shows. */
const sameSource = (a: Source<string>, b: Source<string> | undefined): boolean =>
  b !== undefined && JSON.stringify(a.symbols) === JSON.stringify(b.symbols) && sameConstants(a.constants, b.constants);

interface CheckRun {
  readonly graph: Graph;
  readonly options: CheckOptions;
  readonly sizes: Sizes;
  readonly sourced: ReadonlyMap<string, Sourced>;
  readonly done: Map<string, CheckedNode>;
  readonly untouched: Untouched;
  readonly inCycle: ReadonlyMap<string, string>;
  /** What each container hands to its inside, by its id and port, once its own inputs are known. */
  readonly given: Map<string, Readonly<Record<string, Type>>>;
}

function namesOfCycles(graph: Graph): Map<string, string> {
  const labels = new Map(graph.nodes.map((node) => [node.id, node.label ?? node.id]));
  return new Map(
    cycles(graph).flatMap((ids) => {
      const words = [...ids, ids[0] as string].map((id) => labels.get(id)).join(' → ');
      return ids.map((id) => [id, words] as const);
    }),
  );
}

function checkNode(node: GraphNode, wires: CheckedNode['wires'], run: CheckRun): CheckedNode {
  const type = run.options.nodeType(node.type);
  const params = type ? withDefaults(type, node.params ?? {}, node.id) : (node.params ?? {});
  const { source, symbols } = run.sourced.get(node.id) ?? {};
  const brings = source && symbols ? { source, symbols } : {};
  const ports = type ? nodePorts(node, type, run.graph.nodes) : { inputs: {}, outputs: {} };
  const base = {
    id: node.id,
    node,
    type,
    ports,
    params,
    wires,
    waitsFor: [],
    key: '',
    outputs: {},
    inputs: {},
    ...brings,
  };
  const fail = (problem: Problem, inputs = {}): CheckedNode => ({ ...base, status: 'problem', problem, inputs });
  if (!type) {
    return fail({
      node: node.id,
      code: 'unknown-type',
      message: `This version knows no node type "${node.type}"`,
      advice: 'It is kept as it is and does not run. Replace it, or open the graph in the version that made it.',
    });
  }
  const cycle = run.inCycle.get(node.id);
  if (cycle) {
    return fail({
      node: node.id,
      code: 'cycle',
      message: 'This node waits for itself',
      detail: `${cycle}.`,
      advice: 'Remove one wire of the circle.',
    });
  }
  const crossing = Object.values(wires)
    .flat()
    .find(({ source }) => parentOf(run.graph, source) !== node.parent);
  if (crossing) {
    return fail({
      node: node.id,
      code: 'wall',
      ports: [crossing.targetPort],
      message: 'A wire crosses the wall of a container',
      detail: `It comes from ${crossing.source}, which does not lie where this node lies.`,
      advice: 'Lead it through a port of the container.',
    });
  }
  if (type.boundary) return checkBoundary({ ...base, type }, run);
  if (node.mode === 'mute') return { ...base, status: 'muted' };
  const waitsFor = sourcesOf(wires).filter((id) => run.done.get(id)?.status !== 'ready');
  const inputs = inputTypes(wires, run.done, ports.inputs);
  if (type.container) return checkContainer(node, { ...base, type, inputs }, waitsFor, run);
  if (waitsFor.length > 0) return { ...base, status: 'waiting', waitsFor, inputs };
  return traced(node, { ...base, type, inputs }, run);
}

const parentOf = ({ nodes }: Graph, id: string): string | undefined => nodes.find((node) => node.id === id)?.parent;

/** The near wall gives what the container hands in; the far wall takes what is wired to it. */
function checkBoundary(base: Wired, run: CheckRun): CheckedNode {
  const { node, type, wires } = base;
  const outside: Problem = {
    node: node.id,
    code: 'wall',
    message: `${type.title} stands outside of a container`,
    advice: 'Put it into a Repeat or a Block, or remove it.',
  };
  if (node.parent === undefined) return { ...base, status: 'problem', problem: outside };
  if (type.boundary === 'inputs') {
    const outputs = run.given.get(node.parent);
    return outputs ? { ...base, status: 'ready', outputs } : { ...base, status: 'waiting', waitsFor: [node.parent] };
  }
  const inputs = inputTypes(wires, run.done, base.ports.inputs);
  const free = (base.params.ports as readonly BoundaryPort[]).filter(({ name }) => !wires[name]?.length);
  const waitsFor = sourcesOf(wires).filter((id) => run.done.get(id)?.status !== 'ready');
  if (free.length > 0)
    return {
      ...base,
      inputs,
      status: 'problem',
      problem: unwired(
        node.id,
        free.map(({ name }) => name),
      ),
    };
  return waitsFor.length > 0 ? { ...base, inputs, status: 'waiting', waitsFor } : { ...base, inputs, status: 'ready' };
}

const unwired = (node: string, ports: readonly string[]): Problem => ({
  node,
  code: 'unwired',
  message: `nothing is wired to ${ports.join(' and ')}`,
  ports,
});

const sourcesOf = (wires: CheckedNode['wires']): string[] => [
  ...new Set(
    Object.values(wires)
      .flat()
      .map((edge) => edge.source),
  ),
];

/** Types what the inside sees, checks it as a graph of its own, and traces the whole as one Program. */
function checkContainer(node: GraphNode, base: Wired, waitsFor: readonly string[], run: CheckRun): CheckedNode {
  const { type, inputs, params } = base;
  const container = type.container as Container;
  const wall = wallOf(node.id, run.graph.nodes);
  const free = wall.inputs.filter((port) => !base.wires[port.name]?.length && !container.optional(port));
  const fail = (error: unknown): CheckedNode => ({
    ...base,
    status: 'problem',
    problem: problemOf(error, node.id, inputs, run.sizes),
  });
  try {
    checkParams(type, params);
    if (waitsFor.length === 0 && free.length === 0) {
      const outside = Object.fromEntries(
        wall.inputs.flatMap(({ name }) => (inputs[name]?.[0] ? [[name, inputs[name][0]] as const] : [])),
      );
      run.given.set(node.id, container.insideTypes(wall, outside, params));
    }
  } catch (error) {
    checkScope(node.id, run);
    return fail(error);
  }
  const contents = contentsOf(wall, checkScope(node.id, run));
  if (waitsFor.length > 0) return { ...base, status: 'waiting', waitsFor };
  if (free.length > 0)
    return {
      ...base,
      status: 'problem',
      problem: unwired(
        node.id,
        free.map(({ name }) => name),
      ),
    };
  if (!contents.outputs) {
    return fail(
      new NodeError('nothing leaves this container', { code: 'unwired', advice: 'Add an Outputs node inside.' }),
    );
  }
  const stuck = [...contents.children, contents.outputs].filter(({ status }) => status !== 'ready').map(({ id }) => id);
  if (stuck.length > 0) return { ...base, status: 'waiting', waitsFor: stuck };
  return tracedContainer({ ...base, source: insideSource(contents) }, contents, run, fail);
}

function tracedContainer(
  base: Wired,
  contents: Contents,
  run: CheckRun,
  fail: (error: unknown) => CheckedNode,
): CheckedNode {
  const { options, sizes } = run;
  const mode = modeOf(options);
  const waiting: CheckedNode & { type: NodeType } = { ...base, status: 'waiting' };
  const key = containerKey(waiting, contents, mode);
  const trace = options.traces.remember(key, sizes, () => traceContainer(waiting, contents, sizes, mode));
  if ('error' in trace.outcome) return fail(asNodeError(trace.outcome.error, base.type));
  const { traced: whole } = trace.outcome;
  const ready: CheckedNode = { ...base, status: 'ready', key, traced: whole, outputs: whole.outputs };
  const problem = weightProblem(run.graph, ready, sizes) ?? limitProblem(ready, sizes);
  return problem ? { ...ready, status: 'problem', problem, outputs: {} } : ready;
}

function inputTypes(
  wires: CheckedNode['wires'],
  done: ReadonlyMap<string, CheckedNode>,
  ports: NodePorts['inputs'],
): Record<string, Type[]> {
  const typesOf = (port: string, edges: readonly Edge[]): Type[] =>
    edges.flatMap(({ source, sourcePort }) => {
      const type = done.get(source)?.outputs[sourcePort];
      return type ? [wiredType(type, done.get(source), ports[port])] : [];
    });
  return Object.fromEntries(Object.entries(wires).map(([port, edges]) => [port, typesOf(port, edges)]));
}

function explicitShapes(graph: Graph, node: string): Record<string, readonly number[]> {
  const own = Object.entries(graph.weights ?? {}).filter(([name]) => name.startsWith(`${node}.`));
  return Object.fromEntries(
    own.flatMap(([name, entry]) => ('shape' in entry ? [[name.slice(node.length + 1), entry.shape]] : [])),
  );
}

/** Too large a value with one reader may never have to be written down: whoever runs the graph decides. */
const mayBeLeftOut = ({ edges }: Graph, node: CheckedNode): boolean =>
  node.node.parent === undefined &&
  Object.keys(node.outputs).length === 1 &&
  edges.filter(({ source }) => source === node.id).length === 1;

type Wired = Omit<CheckedNode, 'status' | 'type'> & { readonly type: NodeType };

function traced(node: GraphNode, base: Wired, run: CheckRun): CheckedNode {
  const { type, params, inputs } = base;
  const { sizes, options } = run;
  const refused = run.sourced.get(node.id)?.error;
  const fail = (error: unknown): CheckedNode => ({
    ...base,
    status: 'problem',
    problem: problemOf(error, node.id, inputs, sizes),
  });
  if (refused) return fail(refused);
  const { key, outcome } = options.traces.trace({
    node: node.mode === 'bypass' ? bypassed(type) : type,
    inputs,
    params,
    ...(base.source && base.symbols ? { source: base.source, symbols: base.symbols } : {}),
    weightShapes: explicitShapes(run.graph, node.id),
    sizes,
    mode: modeOf(options),
  });
  if ('error' in outcome) return fail(outcome.error);
  const ready: CheckedNode = { ...base, status: 'ready', key, traced: outcome.traced, outputs: outcome.traced.outputs };
  const problem =
    weightProblem(run.graph, ready, sizes) ??
    (mayBeLeftOut(run.graph, ready) ? undefined : limitProblem(ready, sizes)) ??
    idProblem(ready, run.done, sizes);
  return problem ? { ...ready, status: 'problem', problem, outputs: {} } : ready;
}
