// The walls of containers, read from structure: which children they are, what is wired to them, what lies in what.
import type { Container, Wall } from '../nodes/container';
import type { AnyParams } from '../nodes/node';
import { nodeType } from '../nodes/registry';
import { withDefaults } from '../nodes/trace';
import type { Edge, Graph, GraphNode } from './graph';
import { freshId, nodeOf, nodesById } from './ids';
import { type NodePorts, nodePorts, wallOf } from './ports';
import { GraphError, quote } from './problem';

/** The near wall lets values in, the far wall lets them out. */
export type WallSide = keyof Wall;

export const across = (side: WallSide): WallSide => (side === 'inputs' ? 'outputs' : 'inputs');

/** Kinds of a value that one run of the inside hands to the next: its port stands on both walls under one name. */
const CARRIED: ReadonlySet<string> = new Set(['state', 'feedback']);

export const isCarriedKind = (kind: string | undefined): boolean => kind !== undefined && CARRIED.has(kind);

/** What makes a node a container. Throws GraphError for any other node. */
export function containerOf(graph: Graph, id: string): Container {
  const { type } = nodeOf(graph, id);
  const known = nodeType(type);
  if (known?.container) return known.container;
  const what = known ? `a ${known.title} and holds no nodes` : `of a type that this version does not know`;
  throw new GraphError('wrong-parent', id, `${quote(id)} is ${what}`);
}

/** All params of a node of a known type. */
export function settingsOf(graph: Graph, id: string): AnyParams {
  const { type, params = {} } = nodeOf(graph, id);
  const known = nodeType(type);
  return known ? withDefaults(known, params, id) : params;
}

/** The child that is one wall of a container; the first, where a file holds several. */
export const wallNode = ({ nodes }: Graph, container: string, side: WallSide): GraphNode | undefined =>
  nodes.find(({ parent, type }) => parent === container && nodeType(type)?.boundary === side);

/** The container and the side that a node is the wall of, if it is one. */
export function wallAt(graph: Graph, node: GraphNode | undefined): { container: string; side: WallSide } | undefined {
  const side = node && nodeType(node.type)?.boundary;
  if (!side || node.parent === undefined) return undefined;
  const parent = graph.nodes.find(({ id }) => id === node.parent);
  if (!parent || !nodeType(parent.type)?.container) return undefined;
  return wallNode(graph, parent.id, side) === node ? { container: parent.id, side } : undefined;
}

/** px, in the container: under its title bar, at its left and at its right. */
const WALL_TOP = 40;
const WALL_WIDTH = 100;
export const EMPTY_SIZE = { width: 400, height: 240 };

/** A wall without ports. Throws nothing: the id is made from the container's. */
export function newWall(container: GraphNode, side: WallSide, taken: Pick<ReadonlySet<string>, 'has'>): GraphNode {
  const width = container.size?.width ?? EMPTY_SIZE.width;
  return {
    id: freshId(`${container.id}-${side === 'inputs' ? 'in' : 'out'}`, taken),
    type: side,
    position: { x: side === 'inputs' ? 0 : width - WALL_WIDTH, y: WALL_TOP },
    parent: container.id,
  };
}

/** Ids of the containers around a node, from the inside out. */
export function containersAround(nodes: ReadonlyMap<string, GraphNode>, id: string): string[] {
  const found: string[] = [];
  for (let at = nodes.get(id)?.parent; at !== undefined && !found.includes(at); at = nodes.get(at)?.parent) {
    found.push(at);
  }
  return found;
}

/** Whether one run of the inside, or one copy of a stack, hands the value at a port of the wall to the next. */
export function isCarried(graph: Graph, container: string, name: string): boolean {
  const wall = wallOf(container, graph.nodes);
  const ports = [...wall.inputs, ...wall.outputs].filter((port) => port.name === name);
  if (ports.some(({ kind }) => isCarriedKind(kind))) return true;
  if (containerOf(graph, container).copies(settingsOf(graph, container)) < 2) return false;
  return ports.length > 1 || [wall.inputs[0]?.name, wall.outputs[0]?.name].includes(name);
}

/** Wires at one port of a wall, from outside the container and from inside. */
export function wiresAt(graph: Graph, container: string, side: WallSide, name: string) {
  const wall = wallNode(graph, container, side)?.id;
  const [outside, inside]: [string | undefined, string | undefined] = [container, wall];
  const into = (id: string | undefined) =>
    graph.edges.filter(({ target, targetPort }) => target === id && targetPort === name);
  const from = (id: string | undefined) =>
    graph.edges.filter(({ source, sourcePort }) => source === id && sourcePort === name);
  return side === 'inputs'
    ? { outer: into(outside), inner: from(inside) }
    : { outer: from(outside), inner: into(inside) };
}

/** Wires at a port of a wall end at its new name. */
export function renameEnds(graph: Graph, container: string, side: WallSide, from: string, to: string): Graph {
  const { outer, inner } = wiresAt(graph, container, side, from);
  const sources = new Set<Edge>(side === 'inputs' ? inner : outer);
  const targets = new Set<Edge>(side === 'inputs' ? outer : inner);
  if (sources.size + targets.size === 0) return graph;
  const edges = graph.edges.map((edge) => {
    const source = sources.has(edge) ? { ...edge, sourcePort: to } : edge;
    return targets.has(edge) ? { ...source, targetPort: to } : source;
  });
  return { ...graph, edges };
}

/** Without wires to ports that these nodes do not have (any more). */
export function withoutHanging(graph: Graph, ids: Iterable<string>): Graph {
  const nodes = nodesById(graph);
  const ports = new Map<string, NodePorts>();
  for (const id of ids) {
    const node = nodes.get(id);
    const type = node && nodeType(node.type);
    if (type) ports.set(id, nodePorts(node, type, nodes.values()));
  }
  const hangs = ({ source, sourcePort, target, targetPort }: Edge): boolean => {
    const [from, to] = [ports.get(source), ports.get(target)];
    return Boolean((from && !Object.hasOwn(from.outputs, sourcePort)) || (to && !Object.hasOwn(to.inputs, targetPort)));
  };
  const edges = graph.edges.filter((edge) => !hangs(edge));
  return edges.length === graph.edges.length ? graph : { ...graph, edges };
}
