// Edits that would mend a problem: tried on a copy, and offered only if they do. Knows no node type.
import { carryAsState } from '../graph/carryAsState';
import { clearWeight } from '../graph/editDocument';
import { setParam } from '../graph/editNodes';
import { disconnect, insertOnEdge } from '../graph/editWires';
import type { Edge, Graph, GraphNode } from '../graph/graph';
import { nodesById } from '../graph/ids';
import type { Ends } from '../graph/links';
import { GraphError } from '../graph/problem';
import { containersAround, isCarriedKind, wallAt, wiresAt } from '../graph/walls';
import type { AnyParams, NodeType } from '../nodes/node';
import type { Param } from '../nodes/params';
import { nodeTypes } from '../nodes/registry';
import { withDefaults } from '../nodes/trace';
import { checkGraph } from './check';
import type { CheckOptions } from './checkRun';
import type { Problem } from './problem';

export interface Repair {
  /** What it does, as a button says it: `Set Key features to 2`. */
  readonly label: string;
  readonly change: (graph: Graph) => Graph;
}

/** A person can weigh up a few; more would be a menu. */
const MOST = 3;

type Outcome = 'mends' | 'mends by accident' | 'no';

/** Edits that let the problem's node run and bring no new problem, the likeliest first. */
export function repairs(graph: Graph, problem: Problem, options: CheckOptions): Repair[] {
  const broken = brokenNodes(checkGraph(graph, options).problems);
  const sure: Repair[] = [];
  const accidental: Repair[] = [];
  for (const repair of candidates(graph, problem, options)) {
    if (sure.length === MOST) break;
    const outcome = tried(repair, graph, problem, broken, options);
    if (outcome === 'mends') sure.push(repair);
    if (outcome === 'mends by accident') accidental.push(repair);
  }
  return [...sure, ...accidental].slice(0, MOST);
}

function tried(
  { change }: Repair,
  graph: Graph,
  problem: Problem,
  broken: ReadonlySet<string>,
  options: CheckOptions,
): Outcome {
  try {
    const after = checkGraph(change(graph), options);
    const node = after.nodes.get(problem.node);
    // A cut circle leaves an input free, which is another matter.
    if (problem.code === 'cycle') return node?.problem?.code === 'cycle' ? 'no' : 'mends';
    if (node?.problem || [...brokenNodes(after.problems)].some((id) => !broken.has(id))) return 'no';
    // A width that only happens to be as long as the text fits until the next word is typed.
    return node?.traced?.assumptions.some(({ equal }) => equal) ? 'mends by accident' : 'mends';
  } catch (error) {
    // An edit that the graph refuses (a limit) mends nothing.
    if (error instanceof GraphError) return 'no';
    throw error;
  }
}

const brokenNodes = (problems: readonly Problem[]): Set<string> => new Set(problems.map(({ node }) => node));

/** A wire that was refused: its ends, the edit that draws it, and what is then wrong. */
export interface RefusedWire {
  readonly ends: Ends;
  readonly draw: (graph: Graph) => Graph;
  readonly problem: Problem;
}

/** The same for a wire that was refused: each draws it and mends what it would break. */
export function repairsForWire(graph: Graph, { ends, draw, problem }: RefusedWire, options: CheckOptions): Repair[] {
  if (problem.code === 'cycle') {
    const outcome = (repair: Repair): Outcome => tried(repair, graph, problem, new Set(), options);
    return [...carries(graph, [ends], options)].filter((repair) => outcome(repair) === 'mends');
  }
  const wired = draw(graph);
  const said = checkGraph(wired, options).nodes.get(problem.node)?.problem;
  if (!said) return [];
  return repairs(wired, said, options).map(({ label, change }) => ({ label, change: (now) => change(draw(now)) }));
}

function* candidates(graph: Graph, problem: Problem, options: CheckOptions): Generator<Repair> {
  const node = graph.nodes.find(({ id }) => id === problem.node);
  const type = node && options.nodeType(node.type);
  if (!node || !type) return;
  const into = graph.edges.filter(
    ({ target, targetPort }) => target === node.id && (problem.ports ?? []).includes(targetPort),
  );
  // Turning a matrix round changes no number; a setting changes weights.
  if (problem.code === 'shape') yield* adapters(node, into);
  yield* upstreamSizes(graph, problem, into, options);
  yield* ownSettings(node, type, problem);
  if (problem.code === 'weight') yield* redraws(graph, node);
  if (problem.code !== 'cycle') return;
  yield* carries(
    graph,
    [...graph.edges].reverse().filter(({ target }) => target === node.id),
    options,
  );
  yield* cuts(graph, node, options);
}

const nameOf = (node: GraphNode, type: NodeType | undefined): string => node.label ?? type?.title ?? node.id;

const sizesIn = ({ clash }: Problem): number[] => (clash ?? []).map(Number).filter(Number.isInteger);

/** A whole-number setting of the node at the other end of the wire, set to the size that this end has. */
function* upstreamSizes(
  graph: Graph,
  problem: Problem,
  into: readonly Edge[],
  { nodeType }: CheckOptions,
): Generator<Repair> {
  // The wire drawn last is the one that people mean to change.
  for (const edge of [...into].reverse()) {
    const source = beyondWalls(graph, edge);
    const node = graph.nodes.find(({ id }) => id === source);
    const type = node && nodeType(node.type);
    if (!node || !type) continue;
    const params = withDefaults(type, node.params ?? {}, node.id);
    for (const name of integers(type, params)) {
      for (const size of sizesIn(problem)) {
        if (size === params[name]) continue;
        yield {
          label: `Set ${nameOf(node, type)} ${name} to ${size}`,
          change: (now) => setParam(now, source, name, size),
        };
      }
    }
  }
}

/** The node whose output a wire carries, on whichever side of a wall that lies. */
function beyondWalls(graph: Graph, edge: Edge): string {
  const nodes = nodesById(graph);
  const seen = new Set<Edge>();
  let at = edge;
  while (!seen.has(at)) {
    seen.add(at);
    const near = wallAt(graph, nodes.get(at.source));
    const [before] = near
      ? wiresAt(graph, near.container, 'inputs', at.sourcePort).outer
      : wiresAt(graph, at.source, 'outputs', at.sourcePort).inner;
    at = before ?? at;
  }
  return at.source;
}

const shown = (param: Param<unknown>, params: AnyParams): boolean => param.when?.(params) ?? true;

const integers = (type: NodeType, params: AnyParams): string[] =>
  Object.entries(type.params).flatMap(([name, param]) =>
    param.control === 'integer' && shown(param, params) ? [name] : [],
  );

/** Another option of the node's own choices, a whole number near the one it has, or a size that clashes with it. */
function* ownSettings(node: GraphNode, type: NodeType, problem: Problem): Generator<Repair> {
  const { param: named } = problem;
  const params = withDefaults(type, node.params ?? {}, node.id);
  for (const [name, param] of Object.entries(type.params)) {
    if (!shown(param, params) || (named !== undefined && named !== name)) continue;
    for (const value of otherValues(param, params[name], problem)) {
      const verb = param.control === 'choice' ? `Use ${name} ${value}` : `Set ${name} to ${value}`;
      yield { label: verb, change: (now) => setParam(now, node.id, name, value) };
    }
  }
}

function otherValues(param: Param<unknown>, value: unknown, problem: Problem): unknown[] {
  if (param.control === 'choice')
    return problem.code === 'shape' ? (param.options ?? []).filter((option) => option !== value) : [];
  if (typeof value !== 'number') return [];
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = param;
  const near = param.control === 'integer' ? [...nearby(Math.round(value)), ...sizesIn(problem)] : [value];
  const allowed = near.map((n) => Math.min(max, Math.max(min, n))).filter((n) => n !== value);
  return [...new Set(allowed)];
}

/** n itself and whole numbers around it, nearest first. */
const nearby = (n: number): number[] => [n, ...Array.from({ length: 4 }, (_, k) => [n - k - 1, n + k + 1]).flat()];

/** A node that changes a shape, put into one of the wires. */
function* adapters(node: GraphNode, into: readonly Edge[]): Generator<Repair> {
  for (const edge of [...into].reverse()) {
    for (const { id, title, adapts } of nodeTypes) {
      if (!adapts) continue;
      const position = { x: node.position.x - 120, y: node.position.y };
      yield {
        label: `Insert ${title} before ${edge.targetPort}`,
        change: (now) => {
          const same = now.edges.find(
            ({ target, targetPort }) => target === edge.target && targetPort === edge.targetPort,
          );
          return same ? insertOnEdge(now, same.id, { type: id, position }) : now;
        },
      };
    }
  }
}

function* redraws(graph: Graph, node: GraphNode): Generator<Repair> {
  for (const name of Object.keys(graph.weights ?? {})) {
    if (!name.startsWith(`${node.id}.`)) continue;
    yield { label: `Draw ${name.slice(node.id.length + 1)} again`, change: (now) => clearWeight(now, name) };
  }
}

/** The wire of the circle that was drawn last goes first. */
function* cuts(graph: Graph, node: GraphNode, { nodeType }: CheckOptions): Generator<Repair> {
  const names = new Map(graph.nodes.map((n) => [n.id, nameOf(n, nodeType(n.type))]));
  for (const edge of [...graph.edges].reverse()) {
    if (edge.target !== node.id && edge.source !== node.id) continue;
    const label = `Remove the wire from ${names.get(edge.source)} to ${names.get(edge.target)}`;
    yield { label, change: (now) => disconnect(now, [edge.id]) };
  }
}

/** What a loop may not wait for within a step, it may read of the step before: as a state of the innermost loop around the wire. */
function* carries(graph: Graph, wires: readonly Ends[], { nodeType }: CheckOptions): Generator<Repair> {
  const nodes = nodesById(graph);
  for (const { source, sourcePort, target, targetPort } of wires) {
    const around = new Set(containersAround(nodes, source));
    const shared = containersAround(nodes, target).flatMap((id) => (around.has(id) ? (nodes.get(id) ?? []) : []));
    const loop = shared.find(({ type }) => nodeType(type)?.container?.kinds.inputs.some(isCarriedKind));
    if (!loop) continue;
    const ends = { source, sourcePort, target, targetPort };
    yield {
      label: `Make ${targetPort} a state of ${nameOf(loop, nodeType(loop.type))}`,
      change: (now) => carryAsState(now, loop.id, ends),
    };
  }
}
