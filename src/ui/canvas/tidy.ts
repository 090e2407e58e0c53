// The tidy layout: columns in the order dagre finds, rows as straight lines, the longest path on top of the others. Pure.
import dagre from '@dagrejs/dagre';
import type { Point } from '../../drawing/route';

export interface TidyNode extends Point {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Its first port, px below its top. */
  readonly port: number;
}

/** Source and target ids. */
type Link = readonly [source: string, target: string];

export interface TidyGraph {
  readonly nodes: readonly TidyNode[];
  /** Words on the paper: they stay unless a node would come to lie on them. */
  readonly notes: readonly TidyNode[];
  readonly wires: readonly Link[];
}

/** px between columns (room for a trunk and the shape of a wire), and between rows (room for lanes). */
const BETWEEN_COLUMNS = 56;
const BETWEEN_ROWS = 36;

/** New places by id, in whole px; the top left corner of everything stays where it was. */
export function tidyLayout({ nodes, notes, wires }: TidyGraph): Map<string, Point> {
  const ranks = ranksOf(nodes, wires);
  const columns = Math.max(0, ...ranks.values()) + 1;
  const widths = Array.from({ length: columns }, () => 0);
  for (const { id, width } of nodes) {
    const rank = ranks.get(id) as number;
    widths[rank] = Math.max(widths[rank] as number, width);
  }
  const lefts = widths.map((_, rank) => widths.slice(0, rank).reduce((x, width) => x + width + BETWEEN_COLUMNS, 0));
  const places = new Map<string, Point>();
  const bottoms = Array.from({ length: columns }, () => 0);
  for (const path of pathsOf(inOrder(nodes, wires, ranks), wires)) {
    const own = path.map((node) => ranks.get(node.id) as number);
    const [first = 0, last = 0] = [own[0], own.at(-1)];
    // First ports on one line, below everything that the path passes.
    const highest = new Map(path.map(({ port }, i) => [own[i], port]));
    const least = Math.min(...highest.values());
    const line = Math.max(...bottoms.slice(first, last + 1).map((y, i) => y + (highest.get(first + i) ?? least)));
    path.forEach((node, i) => {
      const rank = own[i] as number;
      const y = line - node.port;
      places.set(node.id, { x: lefts[rank] as number, y });
      bottoms[rank] = y + node.height + BETWEEN_ROWS;
    });
  }
  const moved = movedTo(places, nodes);
  const placed = nodes.map((node) => ({ ...node, ...moved.get(node.id) }));
  return new Map([...moved, ...clearNotes(notes, placed)]);
}

/** Columns from the left: as early as the wires allow, but what nothing is wired to stands right before what it feeds. */
function ranksOf(nodes: readonly TidyNode[], wires: readonly Link[]): Map<string, number> {
  const { order, length } = walk(nodes, wires);
  const ranks = new Map(nodes.map(({ id }) => [id, length.get(id) ?? 0]));
  const fed = new Set(wires.map(([, target]) => target));
  const main = new Set(longestPath(nodes, wires));
  for (const id of order) {
    if (fed.has(id) || main.has(id)) continue;
    const next = wires.flatMap(([source, target]) => (source === id ? [ranks.get(target) ?? 0] : []));
    if (next.length > 0) ranks.set(id, Math.max(0, Math.min(...next) - 1));
  }
  return ranks;
}

/** What feeds far columns comes last, so that long wires run outside of short ones; otherwise in dagre's order from the top. */
function inOrder(nodes: readonly TidyNode[], wires: readonly Link[], ranks: ReadonlyMap<string, number>): TidyNode[] {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', ranksep: BETWEEN_COLUMNS, nodesep: BETWEEN_ROWS });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, width, height } of nodes) graph.setNode(id, { width, height });
  for (const [source, target] of wires) {
    const minlen = Math.max(1, (ranks.get(target) ?? 0) - (ranks.get(source) ?? 0));
    graph.setEdge(source, target, { minlen });
  }
  dagre.layout(graph);
  const spans = new Map<string, number>();
  for (const [source, target] of wires) {
    const span = (ranks.get(target) ?? 0) - (ranks.get(source) ?? 0);
    spans.set(source, Math.max(span, spans.get(source) ?? 0));
  }
  const span = ({ id }: TidyNode) => spans.get(id) ?? 0;
  return [...nodes].sort((a, b) => span(a) - span(b) || graph.node(a.id).y - graph.node(b.id).y);
}

/**
 * Every node on one path, in the order in which the paths stand from the top: the longest, under it what only feeds
 * it, small parts before large ones, so that the parts of a head stay with their head.
 */
function pathsOf(nodes: readonly TidyNode[], wires: readonly Link[]): TidyNode[][] {
  const paths: TidyNode[][] = [];
  const waiting = [nodes];
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    const own = within(part, wires);
    const ids = new Set(longestPath(part, own));
    // Nodes of a circle are on no path: each stands for itself.
    const path = ids.size > 0 ? part.filter(({ id }) => ids.has(id)) : part.slice(0, 1);
    if (path.length === 0) continue;
    paths.push(inRunningOrder(path, own));
    const rest = part.filter((node) => !path.includes(node));
    waiting.push(...partsOf(rest, within(rest, own)).sort((a, b) => b.length - a.length));
  }
  return paths;
}

function within(nodes: readonly TidyNode[], wires: readonly Link[]): Link[] {
  const ids = new Set(nodes.map(({ id }) => id));
  return wires.filter(([source, target]) => ids.has(source) && ids.has(target));
}

function inRunningOrder(path: readonly TidyNode[], wires: readonly Link[]): TidyNode[] {
  const order = longestPath(path, within(path, wires));
  return [...path].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}

/** Nodes that hang together, the last part first. */
function partsOf(nodes: readonly TidyNode[], wires: readonly Link[]): TidyNode[][] {
  const beside = new Map<string, string[]>();
  for (const [source, target] of wires) {
    beside.set(source, [...(beside.get(source) ?? []), target]);
    beside.set(target, [...(beside.get(target) ?? []), source]);
  }
  const seen = new Set<string>();
  const parts: TidyNode[][] = [];
  for (const { id } of nodes) {
    if (seen.has(id)) continue;
    const part = new Set([id]);
    // The set grows while it is walked: it is the queue.
    for (const at of part) for (const next of beside.get(at) ?? []) part.add(next);
    for (const at of part) seen.add(at);
    parts.unshift(nodes.filter((node) => part.has(node.id)));
  }
  return parts;
}

interface Walk {
  /** In an order in which they can run, without those of a circle. */
  readonly order: readonly string[];
  /** Wires on the longest way to a node. */
  readonly length: ReadonlyMap<string, number>;
  /** The node before it on that way. */
  readonly before: ReadonlyMap<string, string>;
}

function walk(nodes: readonly TidyNode[], wires: readonly Link[]): Walk {
  const next = new Map<string, string[]>();
  const waiting = new Map(nodes.map(({ id }) => [id, 0]));
  for (const [source, target] of wires) {
    next.set(source, [...(next.get(source) ?? []), target]);
    waiting.set(target, (waiting.get(target) ?? 0) + 1);
  }
  const order = nodes.filter(({ id }) => waiting.get(id) === 0).map(({ id }) => id);
  const length = new Map<string, number>();
  const before = new Map<string, string>();
  // The list grows while it is walked: it is the queue.
  for (const id of order) {
    for (const target of next.get(id) ?? []) {
      if ((length.get(id) ?? 0) + 1 > (length.get(target) ?? 0)) {
        length.set(target, (length.get(id) ?? 0) + 1);
        before.set(target, id);
      }
      waiting.set(target, (waiting.get(target) ?? 0) - 1);
      if (waiting.get(target) === 0) order.push(target);
    }
  }
  return { order, length, before };
}

/** Ids along a longest path; where several are longest, the one whose first nodes come first. Empty when all lie on circles. */
export function longestPath(nodes: readonly TidyNode[], wires: readonly Link[]): string[] {
  const { order, length, before } = walk(nodes, wires);
  let end = order[0];
  for (const id of order) if ((length.get(id) ?? 0) > (length.get(end ?? '') ?? 0)) end = id;
  const path: string[] = [];
  for (let id = end; id !== undefined; id = before.get(id)) path.unshift(id);
  return path;
}

/** Notes that would lie under nodes move below everything; their places by id. */
function clearNotes(notes: readonly TidyNode[], nodes: readonly TidyNode[]): Map<string, Point> {
  const meets = (a: TidyNode, b: TidyNode): boolean =>
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
  let bottom = nodes.reduce((y, node) => Math.max(y, node.y + node.height), Number.NEGATIVE_INFINITY);
  const places = new Map<string, Point>();
  for (const note of notes) {
    if (!nodes.some((node) => meets(note, node))) continue;
    places.set(note.id, { x: note.x, y: bottom + BETWEEN_ROWS });
    bottom += BETWEEN_ROWS + note.height;
  }
  return places;
}

function movedTo(places: ReadonlyMap<string, Point>, nodes: readonly TidyNode[]): Map<string, Point> {
  const least = (values: number[]) => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const dx = least(nodes.map(({ x }) => x));
  const dy = least(nodes.map(({ y }) => y));
  return new Map([...places].map(([id, { x, y }]) => [id, { x: Math.round(x + dx), y: Math.round(y + dy) }]));
}
