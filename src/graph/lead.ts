// Leads wires through the walls of containers, so that none crosses one: ports are made, used again, and cleared away.
import { nodeType } from '../nodes/registry';
import { addWallPort, removeWallPort } from './editWalls';
import type { Edge, Graph } from './graph';
import { freshEdgeIds, nodeOf, nodesById } from './ids';
import { wallOf } from './ports';
import { GraphError, quote } from './problem';
import { containerOf, containersAround, isCarried, type WallSide, wallAt, wallNode, wiresAt } from './walls';

/** An output of a node. */
export interface Origin {
  readonly source: string;
  readonly sourcePort: string;
}

const fedBy = (edge: Origin | undefined): Origin | undefined =>
  edge && { source: edge.source, sourcePort: edge.sourcePort };

/**
 * Where a value really comes from, seen from where `target` lies: an output of a container that the target lies in is
 * what feeds it inside, an input of a container that the target does not lie in is what feeds it outside. Undefined
 * when nothing inside is wired to that output.
 */
export function originFor(graph: Graph, from: Origin, target: string): Origin | undefined {
  const around = new Set(containersAround(nodesById(graph), target));
  const seen = new Set<string>();
  let at = fedBy(from);
  while (at && !seen.has(`${at.source}.${at.sourcePort}`)) {
    seen.add(`${at.source}.${at.sourcePort}`);
    const before: Origin = at;
    if (around.has(before.source)) {
      at = fedBy(wiresAt(graph, before.source, 'outputs', before.sourcePort).inner[0]);
    } else {
      at = outsideOf(graph, before, around) ?? before;
    }
  }
  return at;
}

/** What is wired from outside to the port of the near wall that `from` is, if its container is left behind. */
function outsideOf(graph: Graph, from: Origin, around: ReadonlySet<string>): Origin | undefined {
  const wall = wallAt(
    graph,
    graph.nodes.find(({ id }) => id === from.source),
  );
  if (!wall || around.has(wall.container) || isCarried(graph, wall.container, from.sourcePort)) return undefined;
  return fedBy(wiresAt(graph, wall.container, 'inputs', from.sourcePort).outer[0]);
}

interface Led {
  readonly graph: Graph;
  /** The same value, where the target lies. */
  readonly from: Origin;
}

/** Carries a value out of every container around it, and into those around `target`. `like`: the name of the port it is for. */
export function reach(graph: Graph, from: Origin, target: string, like: string): Led {
  const nodes = nodesById(graph);
  const [out, into] = [containersAround(nodes, from.source), containersAround(nodes, target)];
  const leaves = out.filter((id) => !into.includes(id));
  const enters = into.filter((id) => !out.includes(id)).reverse();
  const outside = leaves.reduce((led, id) => leave(led, id), { graph, from });
  return enters.reduce((led, id) => enter(led, id, like), outside);
}

function leave({ graph, from }: Led, container: string): Led {
  const [plain] = containerOf(graph, container).kinds.outputs;
  const wall = wallNode(graph, container, 'outputs')?.id;
  const kinds = kindsOf(graph, container, 'outputs');
  const there = graph.edges.find(
    (edge) => isFrom(edge, from) && edge.target === wall && kinds.get(edge.targetPort) === plain,
  );
  if (there) return { graph, from: { source: container, sourcePort: there.targetPort } };
  const grown = addWallPort(graph, container, 'outputs', { name: from.sourcePort });
  const port = lastPort(grown, container, 'outputs');
  const target = wallNode(grown, container, 'outputs')?.id ?? '';
  const wired = withEdge(grown, { ...from, target, targetPort: port });
  return { graph: wired, from: { source: container, sourcePort: port } };
}

function enter({ graph, from }: Led, container: string, like: string): Led {
  const [plain] = containerOf(graph, container).kinds.inputs;
  const kinds = kindsOf(graph, container, 'inputs');
  const reads = ({ targetPort }: Edge): boolean =>
    [plain, 'constant'].includes(kinds.get(targetPort) ?? '') && !isCarried(graph, container, targetPort);
  const there = graph.edges.find((edge) => isFrom(edge, from) && edge.target === container && reads(edge));
  if (there) return { graph, from: insideAt(graph, container, there.targetPort) };
  const grown = addWallPort(graph, container, 'inputs', { name: like });
  const port = lastPort(grown, container, 'inputs');
  const wired = withEdge(grown, { ...from, target: container, targetPort: port });
  return { graph: wired, from: insideAt(wired, container, port) };
}

const insideAt = (graph: Graph, container: string, sourcePort: string): Origin => ({
  source: wallNode(graph, container, 'inputs')?.id ?? '',
  sourcePort,
});

const isFrom = (edge: Edge, { source, sourcePort }: Origin): boolean =>
  edge.source === source && edge.sourcePort === sourcePort;

const kindsOf = (graph: Graph, container: string, side: WallSide): Map<string, string> =>
  new Map(wallOf(container, graph.nodes)[side].map(({ name, kind }) => [name, kind]));

export const lastPort = (graph: Graph, container: string, side: WallSide): string =>
  wallOf(container, graph.nodes)[side].at(-1)?.name ?? '';

function withEdge(graph: Graph, ends: Omit<Edge, 'id'>): Graph {
  const [id = ''] = freshEdgeIds(graph, 1);
  return { ...graph, edges: [...graph.edges, { id, ...ends }] };
}

/** Leads every wire of these nodes that crosses a wall, and clears away the ports that lost their last use. */
export function leadWires(graph: Graph, ids: ReadonlySet<string>, before: Graph): Graph {
  const uses = usesOf(before);
  const own = graph.edges.filter(({ source, target }) => ids.has(source) || ids.has(target)).map(({ id }) => id);
  // First what needs no port any more, so that new ports may have the names that become free.
  const { graph: shorter, crossing } = shortened(graph, own);
  const led = crossing.reduce(leadWire, withoutIdlePorts(shorter, uses));
  return withoutIdlePorts(led, uses);
}

const crosses = (graph: Graph, { source, target }: Edge): boolean =>
  nodeOf(graph, source).parent !== nodeOf(graph, target).parent;

/** Wires from where their values really come from to where these really go; those of them that still cross a wall. */
function shortened(graph: Graph, ids: readonly string[]): { readonly graph: Graph; readonly crossing: string[] } {
  const queue = [...ids];
  const crossing: string[] = [];
  let edges = graph.edges;
  // The list grows while it is walked: wires that take over from one that ended at a wall come last.
  for (const id of queue) {
    const now = { ...graph, edges };
    const edge = edges.find((other) => other.id === id);
    if (!edge || !crosses(now, edge)) continue;
    const from = originFor(now, edge, edge.target);
    const beyond = from && wiresBeyond(now, { ...edge, ...from });
    const gone = !from || beyond ? edge : undefined;
    const follow = beyond ?? [edge];
    edges = edges
      .filter((other) => other !== gone)
      .map((other) => (follow.includes(other) ? { ...other, ...from } : other));
    if (beyond) queue.push(...beyond.map((other) => other.id));
    else if (from) crossing.push(id);
  }
  return { graph: { ...graph, edges }, crossing };
}

/** The wire keeps its id and its place among the wires of its input, as the last stretch of the way. */
function leadWire(graph: Graph, id: string): Graph {
  const edge = graph.edges.find((other) => other.id === id);
  if (!edge) return graph;
  const led = reach(graph, { source: edge.source, sourcePort: edge.sourcePort }, edge.target, edge.targetPort);
  const edges = led.graph.edges.map((other) => (other === edge ? { ...edge, ...led.from } : other));
  return { ...led.graph, edges };
}

/** The wires behind the port of the wall that a wire ends at, when its source has come to lie behind it as well. */
function wiresBeyond(graph: Graph, edge: Edge): readonly Edge[] | undefined {
  const around = containersAround(nodesById(graph), edge.source);
  const wall = wallAt(graph, nodeOf(graph, edge.target));
  const container = around.includes(edge.target) ? edge.target : wall?.container;
  const entered = container === edge.target;
  if (container === undefined || (!entered && around.includes(container))) return undefined;
  refuseCarried(graph, container, edge);
  const { inner, outer } = wiresAt(graph, container, entered ? 'inputs' : 'outputs', edge.targetPort);
  return entered ? inner : outer;
}

function refuseCarried(graph: Graph, container: string, { source, target, targetPort }: Edge): void {
  const enters = target === container;
  const { fixed } = containerOf(graph, container);
  if (!isCarried(graph, container, targetPort) && !(enters && Object.hasOwn(fixed, targetPort))) return;
  const why = enters
    ? `feeds ${quote(targetPort)} of ${quote(container)} from outside, and cannot lie in it`
    : `gives ${quote(targetPort)} of ${quote(container)} to what runs next, and cannot leave it`;
  throw new GraphError('wrong-parent', source, `${quote(source)} ${why}`);
}

/** Wires at each port of each wall. */
interface Use {
  readonly container: string;
  readonly side: WallSide;
  readonly name: string;
  inner: number;
  outer: number;
}

function usesOf(graph: Graph): Map<string, Use> {
  const nodes = nodesById(graph);
  const uses = new Map<string, Use>();
  const count = (container: string, side: WallSide, name: string, where: 'inner' | 'outer') => {
    const key = `${container} ${side} ${name}`;
    const use = uses.get(key) ?? { container, side, name, inner: 0, outer: 0 };
    use[where]++;
    uses.set(key, use);
  };
  const isContainer = (id: string): boolean => nodeType(nodes.get(id)?.type ?? '')?.container !== undefined;
  const boundaries = new Map(graph.nodes.map((node) => [node.id, wallAt(graph, node)]));
  for (const { source, sourcePort, target, targetPort } of graph.edges) {
    const [near, far] = [boundaries.get(source), boundaries.get(target)];
    if (near) count(near.container, 'inputs', sourcePort, 'inner');
    if (far) count(far.container, 'outputs', targetPort, 'inner');
    if (isContainer(source)) count(source, 'outputs', sourcePort, 'outer');
    if (isContainer(target)) count(target, 'inputs', targetPort, 'outer');
  }
  return uses;
}

/** Clears away ports that had wires and now lead nowhere; a port that was idle before may be about to be wired. */
function withoutIdlePorts(graph: Graph, before: ReadonlyMap<string, Use>): Graph {
  let now = graph;
  for (;;) {
    const after = usesOf(now);
    const idle = [...before.entries()].find(([key, was]) => {
      const { inner, outer } = after.get(key) ?? { inner: 0, outer: 0 };
      const lost = inner < was.inner || outer < was.outer;
      return lost && (was.side === 'inputs' ? inner : outer) === 0 && isClearable(now, was);
    });
    if (!idle) return now;
    now = removeWallPort(now, idle[1].container, idle[1].side, idle[1].name);
  }
}

const isClearable = (graph: Graph, { container, side, name }: Use): boolean =>
  wallOf(container, graph.nodes)[side].some((port) => port.name === name) && !isCarried(graph, container, name);
