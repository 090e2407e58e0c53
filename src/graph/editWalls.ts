// Edits of the ports of a container's wall: pure functions after which no wire hangs in the air. Throw GraphError.
// A state or feedback is one thing on two walls: what is done to its port on one side is done on the other.
import type { BoundaryPort } from '../nodes/params';
import type { Graph } from './graph';
import { freshId, idsOf, nodeOf, withKey } from './ids';
import { readParam } from './params';
import { wallOf } from './ports';
import { GraphError, quote } from './problem';
import { requireRoom } from './room';
import {
  across,
  containerOf,
  isCarried,
  isCarriedKind,
  newWall,
  renameEnds,
  settingsOf,
  type WallSide,
  wallNode,
  wiresAt,
  withoutHanging,
} from './walls';

export interface NewPort {
  /** Made readable and free when absent; with a number where it is taken. */
  readonly name?: string;
  /** The container's first kind when absent. */
  readonly kind?: string;
}

/** The new port is the last of its wall; a state or feedback gets its port on the other wall, too. */
export function addWallPort(graph: Graph, container: string, side: WallSide, { name, kind }: NewPort = {}): Graph {
  const { kinds } = containerOf(graph, container);
  const own = kind ?? kinds[side][0];
  checkKind(graph, container, side, own);
  const usual = isCarriedKind(own) ? own : side === 'inputs' ? 'x' : 'out';
  const port = { name: freshPort(graph, container, side, name ?? usual, isCarriedKind(own)), kind: own };
  const grown = appended(graph, container, side, port);
  return isCarriedKind(own) ? appended(grown, container, across(side), port) : grown;
}

const portNames = (graph: Graph, container: string, side: WallSide): string[] =>
  wallOf(container, graph.nodes)[side].map(({ name }) => name);

/** A name that means nothing yet at this wall, nor hands on what another port of the name would. */
function freshPort(graph: Graph, container: string, side: WallSide, like: string, carried: boolean): string {
  const { fixed, copies } = containerOf(graph, container);
  const stacked = copies(settingsOf(graph, container)) > 1;
  const opposite = portNames(graph, container, across(side)).filter(
    (name) => carried || stacked || isCarried(graph, container, name),
  );
  return freshId(like, new Set([...portNames(graph, container, side), ...opposite, ...Object.keys(fixed)]));
}

const appended = (graph: Graph, container: string, side: WallSide, port: BoundaryPort): Graph =>
  withPorts(graph, container, side, [...wallOf(container, graph.nodes)[side], port]);

/** Makes the wall where a file has none. Wires are left as they are. */
function withPorts(graph: Graph, container: string, side: WallSide, ports: readonly BoundaryPort[]): Graph {
  const there = wallNode(graph, container, side);
  if (!there) requireRoom('nodes', graph.nodes.length + 1);
  const wall = there ?? newWall(nodeOf(graph, container), side, idsOf(graph.nodes));
  const read = readParam(wall.type, 'ports', ports, [wall.id, 'ports']);
  const changed = withKey(wall, 'params', ports.length > 0 ? { ports: read } : undefined);
  const nodes = there ? graph.nodes.map((node) => (node === there ? changed : node)) : [...graph.nodes, changed];
  return { ...graph, nodes };
}

/** The place of a port on its wall. Throws GraphError when it is not there. */
function portAt(graph: Graph, container: string, side: WallSide, name: string): BoundaryPort {
  containerOf(graph, container);
  const port = wallOf(container, graph.nodes)[side].find((other) => other.name === name);
  if (port) return port;
  const names = portNames(graph, container, side);
  const has = names.length > 0 ? `has ${names.join(', ')}` : 'has none yet';
  const word = side === 'inputs' ? 'an input' : 'an output';
  throw new GraphError('missing-port', container, `${quote(name)} is not ${word} of ${quote(container)}, which ${has}`);
}

const settled = (graph: Graph, container: string): Graph =>
  withoutHanging(graph, [container, ...graph.nodes.filter(({ parent }) => parent === container).map(({ id }) => id)]);

/** With its wires on both sides of the wall; a state or feedback leaves the other wall, too. */
export function removeWallPort(graph: Graph, container: string, side: WallSide, name: string): Graph {
  portAt(graph, container, side, name);
  const [own, opposite] = [side, across(side)].map((each) => wallOf(container, graph.nodes)[each]) as [
    readonly BoundaryPort[],
    readonly BoundaryPort[],
  ];
  const rest = withPorts(
    graph,
    container,
    side,
    own.filter((port) => port.name !== name),
  );
  const left = opposite.filter((port) => port.name !== name || !isCarriedKind(port.kind));
  return settled(left.length < opposite.length ? withPorts(rest, container, across(side), left) : rest, container);
}

/** Wires follow; of a state or feedback, the port on the other wall is renamed, too. */
export function renameWallPort(graph: Graph, container: string, side: WallSide, name: string, to: string): Graph {
  const { kind } = portAt(graph, container, side, name);
  if (to === name) return graph;
  const there = wallOf(container, graph.nodes);
  const partner = there[across(side)].find((port) => port.name === name);
  const pair = partner && (isCarriedKind(kind) || isCarriedKind(partner.kind));
  const taken =
    Object.hasOwn(containerOf(graph, container).fixed, to) ||
    there[side].some((port) => port.name === to) ||
    there[across(side)].some((port) => port.name === to && (pair || port.kind === 'state'));
  if (taken) throw new GraphError('taken-port', container, `${quote(container)} has a port ${quote(to)} already`);
  const sides = pair ? [side, across(side)] : [side];
  return sides.reduce((now, each) => renamed(now, container, each, name, to), graph);
}

function renamed(graph: Graph, container: string, side: WallSide, from: string, to: string): Graph {
  const ports = wallOf(container, graph.nodes)[side];
  const names = ports.map((port) => (port.name === from ? { ...port, name: to } : port));
  return renameEnds(withPorts(graph, container, side, names), container, side, from, to);
}

function checkKind(graph: Graph, container: string, side: WallSide, kind: string): void {
  const kinds = containerOf(graph, container).kinds[side];
  if (kinds.includes(kind)) return;
  const may = kinds.map((one) => quote(one)).join(' or ');
  throw new GraphError('wrong-value', [container, side], `must be ${may}, but is ${quote(kind)}`);
}

/**
 * How a port is fed. A state or feedback gets a port of its name on the other wall; what was one becomes a plain port
 * there, or goes when nothing is wired to it. Wires stay, except those that read from outside what only feeds back.
 */
export function setWallPortKind(graph: Graph, container: string, side: WallSide, name: string, kind: string): Graph {
  const before = portAt(graph, container, side, name);
  checkKind(graph, container, side, kind);
  if (before.kind === kind) return graph;
  const own = wallOf(container, graph.nodes)[side];
  const changed = withPorts(
    graph,
    container,
    side,
    own.map((port) => (port === before ? { ...port, kind } : port)),
  );
  return settled(withPartner(changed, container, across(side), name, kind), container);
}

/** The other wall, after a port of this name became `kind` on the one. */
function withPartner(graph: Graph, container: string, side: WallSide, name: string, kind: string): Graph {
  const ports = wallOf(container, graph.nodes)[side];
  const partner = ports.find((port) => port.name === name);
  if (!partner) return isCarriedKind(kind) ? appended(graph, container, side, { name, kind }) : graph;
  const { inner, outer } = wiresAt(graph, container, side, name);
  const to = partnerKind(partner.kind, kind, side, containerOf(graph, container).kinds[side][0], outer.length > 0);
  if (to === partner.kind) return graph;
  const idle = !isCarriedKind(to) && inner.length + outer.length === 0;
  const left = ports.flatMap((port) => (port !== partner ? [port] : idle ? [] : [{ name, kind: to }]));
  return withPorts(graph, container, side, left);
}

function partnerKind(now: string, kind: string, side: WallSide, plain: string, wiredOutside: boolean): string {
  if (kind === 'state') return 'state';
  if (side === 'inputs') return kind === 'feedback' ? 'feedback' : now === 'state' ? plain : now;
  // What is fed back may be read from outside as well.
  if (kind === 'feedback') return now !== 'state' ? now : wiredOutside ? plain : 'feedback';
  return isCarriedKind(now) ? plain : now;
}
