// Types and errors of a whole graph, without running it. Pure and synchronous: the page does it within a frame.
import type { Graph, GraphNode } from '../graph/graph';
import { cycles, incoming, topologicalOrder } from '../graph/order';
import { type AnyParams, type Mode, NodeError, type NodeType, type Source } from '../nodes/node';
import { withDefaults } from '../nodes/trace';
import type { Dim, Sizes } from '../tensor/dim';
import type { Type } from '../tensor/tensor';
import { bypassed } from './bypass';
import type { Checked, CheckedNode } from './checked';
import { limitProblem } from './cost';
import { type Problem, problemOf } from './problem';
import { renameSource, Symbols } from './symbols';
import { type Traces, textOf } from './traces';
import { idProblem, weightProblem } from './weights';

export interface CheckOptions {
  readonly nodeType: (id: string) => NodeType | undefined;
  readonly traces: Traces;
  readonly mode?: Mode;
  /** An earlier check: nodes about which nothing changed keep their identity, so that nobody renders them again. */
  readonly before?: Checked;
}

interface Sourced {
  readonly source?: Source<string>;
  readonly symbols?: Readonly<Record<string, Dim>>;
  readonly error?: unknown;
}

/** Sources say their sizes first: every trace may need any of them. */
function readSources(graph: Graph, symbols: Symbols, { nodeType }: CheckOptions): Map<string, Sourced> {
  const context = {
    vocabulary: (name: string) =>
      Object.hasOwn(graph.vocabularies ?? {}, name) ? graph.vocabularies?.[name] : undefined,
  };
  const sourced = new Map<string, Sourced>();
  for (const node of graph.nodes) {
    const type = nodeType(node.type);
    if (!type?.source) continue;
    const params = withDefaults(type, node.params ?? {});
    try {
      checkSourceParams(type, params);
      const source = type.source(params as never, context);
      const names = symbols.add(source.symbols);
      sourced.set(node.id, { source: renameSource(source, names), symbols: names });
    } catch (error) {
      sourced.set(node.id, { error });
    }
  }
  return sourced;
}

/** A source reads its params before any trace could check them. */
function checkSourceParams(type: NodeType, params: AnyParams): void {
  for (const [name, param] of Object.entries(type.params)) {
    const problem = param.problem(params[name]);
    if (problem) throw new NodeError(`${name} ${problem}`, { param: name, code: 'param' });
  }
}

export function checkGraph(graph: Graph, options: CheckOptions): Checked {
  const symbols = new Symbols();
  const sourced = readSources(graph, symbols, options);
  const run: CheckRun = {
    graph,
    options,
    sizes: symbols.sizes,
    sourced,
    done: new Map(),
    inCycle: namesOfCycles(graph),
  };
  const wires = incoming(graph);
  const sameSizes = textOf(run.sizes) === textOf(options.before?.sizes ?? {});
  for (const node of topologicalOrder(graph)) {
    const now = checkNode(node, wires.get(node.id) ?? {}, run);
    const before = sameSizes ? options.before?.nodes.get(node.id) : undefined;
    run.done.set(node.id, before && unchanged(before, now) ? before : now);
  }
  const problems = [...run.done.values()].flatMap(({ problem }) => (problem ? [problem] : []));
  return { graph, nodes: run.done, symbols: symbols.all, sizes: run.sizes, problems };
}

/** Whether two checks of a node say the same; params, wires and node are shared between edits that leave them alone. */
function unchanged(a: CheckedNode, b: CheckedNode): boolean {
  if (a.node !== b.node || a.status !== b.status || a.key !== b.key || a.traced !== b.traced) return false;
  if (a.source && !sameSource(a.source, b.source)) return false;
  const rest = ({ waitsFor, problem, wires, inputs, outputs, symbols }: CheckedNode) =>
    JSON.stringify([waitsFor, problem, wires, inputs, outputs, symbols]);
  return rest(a) === rest(b);
}

/** A vocabulary may change without the node that names it. */
const sameSource = (a: Source<string>, b: Source<string> | undefined): boolean =>
  b !== undefined && JSON.stringify(a.symbols) === JSON.stringify(b.symbols);

interface CheckRun {
  readonly graph: Graph;
  readonly options: CheckOptions;
  readonly sizes: Sizes;
  readonly sourced: ReadonlyMap<string, Sourced>;
  readonly done: Map<string, CheckedNode>;
  readonly inCycle: ReadonlyMap<string, string>;
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
  const params = type ? withDefaults(type, node.params ?? {}) : (node.params ?? {});
  const { source, symbols } = run.sourced.get(node.id) ?? {};
  const brings = source && symbols ? { source, symbols } : {};
  const base = { id: node.id, node, type, params, wires, waitsFor: [], key: '', outputs: {}, inputs: {}, ...brings };
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
  if (node.mode === 'mute') return { ...base, status: 'muted' };
  const waitsFor = [
    ...new Set(
      Object.values(wires)
        .flat()
        .map((edge) => edge.source),
    ),
  ].filter((id) => run.done.get(id)?.status !== 'ready');
  const inputs = inputTypes(wires, run.done);
  if (waitsFor.length > 0) return { ...base, status: 'waiting', waitsFor, inputs };
  return traced(node, { ...base, type, inputs }, run);
}

function inputTypes(wires: CheckedNode['wires'], done: ReadonlyMap<string, CheckedNode>): Record<string, Type[]> {
  return Object.fromEntries(
    Object.entries(wires).map(([port, edges]) => [
      port,
      edges.flatMap((edge) => done.get(edge.source)?.outputs[edge.sourcePort] ?? []),
    ]),
  );
}

function explicitShapes(graph: Graph, node: string): Record<string, readonly number[]> {
  const own = Object.entries(graph.weights ?? {}).filter(([name]) => name.startsWith(`${node}.`));
  return Object.fromEntries(
    own.flatMap(([name, entry]) => ('shape' in entry ? [[name.slice(node.length + 1), entry.shape]] : [])),
  );
}

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
    mode: options.mode ?? { training: false },
  });
  if ('error' in outcome) return fail(outcome.error);
  const ready: CheckedNode = { ...base, status: 'ready', key, traced: outcome.traced, outputs: outcome.traced.outputs };
  const problem =
    weightProblem(run.graph, ready, sizes) ?? limitProblem(ready, sizes) ?? idProblem(ready, run.done, sizes);
  return problem ? { ...ready, status: 'problem', problem, outputs: {} } : ready;
}
