// The tidy layout: columns in the order dagre finds, rows as straight lines, the longest path on top of the others. Pure.
import dagre from '@dagrejs/dagre';
import type { Point } from './route';

export interface TidyNode extends Point {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

/** Source and target ids. */
type Link = readonly [source: string, target: string];

export interface TidyGraph {
  readonly nodes: readonly TidyNode[];
  readonly wires: readonly Link[];
}

/** px between columns (room for a trunk and the shape of a wire), and between rows (room for lanes). */
const BETWEEN_COLUMNS = 56;
const BETWEEN_ROWS = 36;

/** New places by id, in whole px; the top left corner of everything stays where it was. */
export function tidyLayout({ nodes, wires }: TidyGraph): Map<string, Point> {
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
    // All first ports stand equally far below the top of their node, so one y is one straight line.
    const y = Math.max(...bottoms.slice(first, last + 1));
    path.forEach((node, i) => {
      const rank = own[i] as number;
      places.set(node.id, { x: lefts[rank] as number, y });
      bottoms[rank] = y + node.height + BETWEEN_ROWS;
    });
  }
  return movedTo(places, nodes);
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

/** Every node on one path: the longest first, then the longest of what is left. */
function pathsOf(nodes: readonly TidyNode[], wires: readonly Link[]): TidyNode[][] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const paths: TidyNode[][] = [];
  let left = nodes;
  let links = wires;
  while (left.length > 0) {
    const ids = longestPath(left, links);
    // Nodes of a circle are on no path: each stands for itself.
    const path = ids.length > 0 ? ids.map((id) => byId.get(id) as TidyNode) : [left[0] as TidyNode];
    const gone = new Set(path);
    paths.push(path);
    left = left.filter((node) => !gone.has(node));
    const here = new Set(left.map(({ id }) => id));
    links = links.filter(([source, target]) => here.has(source) && here.has(target));
  }
  return paths;
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
export function longestPath(nodes: TidyGraph['nodes'], wires: TidyGraph['wires']): string[] {
  const { order, length, before } = walk(nodes, wires);
  let end = order[0];
  for (const id of order) if ((length.get(id) ?? 0) > (length.get(end ?? '') ?? 0)) end = id;
  const path: string[] = [];
  for (let id = end; id !== undefined; id = before.get(id)) path.unshift(id);
  return path;
}

function movedTo(places: ReadonlyMap<string, Point>, nodes: readonly TidyNode[]): Map<string, Point> {
  const least = (values: number[]) => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const dx = least(nodes.map(({ x }) => x));
  const dy = least(nodes.map(({ y }) => y));
  return new Map([...places].map(([id, { x, y }]) => [id, { x: Math.round(x + dx), y: Math.round(y + dy) }]));
}
