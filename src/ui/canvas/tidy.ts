// The tidy layout: columns by dagre, then the nodes of the longest path at one height, so that the main line is straight. Pure.
import dagre from '@dagrejs/dagre';
import type { Point } from './route';

export interface TidyNode extends Point {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

export interface TidyGraph {
  readonly nodes: readonly TidyNode[];
  /** Source and target ids. */
  readonly wires: readonly (readonly [source: string, target: string])[];
}

/** px between columns (room for a trunk and the shape of a wire), and between nodes of a column. */
const BETWEEN_COLUMNS = 56;
const BETWEEN_ROWS = 24;

/** New places by id, in whole px; the top left corner of everything stays where it was. */
export function tidyLayout({ nodes, wires }: TidyGraph): Map<string, Point> {
  const columns = columnsOf(nodes, wires);
  const main = new Set(longestPath(nodes, wires));
  const height = (node: TidyNode) => node.height + BETWEEN_ROWS;
  const places = new Map<string, Point>();
  let x = 0;
  for (const column of columns) {
    const onMain = column.findIndex(({ id }) => main.has(id));
    let y = 0;
    if (onMain >= 0) for (const node of column.slice(0, onMain)) y -= height(node);
    for (const node of column) {
      places.set(node.id, { x, y });
      y += height(node);
    }
    x += Math.max(...column.map(({ width }) => width)) + BETWEEN_COLUMNS;
  }
  return movedTo(places, nodes);
}

/** Nodes by rank, each column in dagre's order from the top; a cycle is cut where dagre cuts it. */
function columnsOf(nodes: readonly TidyNode[], wires: TidyGraph['wires']): TidyNode[][] {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', ranksep: BETWEEN_COLUMNS, nodesep: BETWEEN_ROWS });
  graph.setDefaultEdgeLabel(() => ({}));
  // One width for all: then a column is one x.
  for (const { id, height } of nodes) graph.setNode(id, { width: 1, height });
  for (const [source, target] of wires) graph.setEdge(source, target);
  dagre.layout(graph);
  const columns = new Map<number, TidyNode[]>();
  for (const node of nodes) {
    const x = Math.round(graph.node(node.id).x);
    columns.set(x, [...(columns.get(x) ?? []), node]);
  }
  const ordered = [...columns].sort(([a], [b]) => a - b).map(([, column]) => column);
  return ordered.map((column) => column.sort((a, b) => graph.node(a.id).y - graph.node(b.id).y));
}

/** Ids along a longest path; where several are longest, the one whose nodes come first. */
export function longestPath(nodes: TidyGraph['nodes'], wires: TidyGraph['wires']): string[] {
  const next = new Map<string, string[]>();
  const waiting = new Map(nodes.map(({ id }) => [id, 0]));
  for (const [source, target] of wires) {
    next.set(source, [...(next.get(source) ?? []), target]);
    waiting.set(target, (waiting.get(target) ?? 0) + 1);
  }
  const ready = nodes.filter(({ id }) => waiting.get(id) === 0).map(({ id }) => id);
  const length = new Map<string, number>();
  const before = new Map<string, string>();
  // The list grows while it is walked: it is the queue. Nodes of a cycle never become ready.
  for (const id of ready) {
    for (const target of next.get(id) ?? []) {
      if ((length.get(id) ?? 0) + 1 > (length.get(target) ?? 0)) {
        length.set(target, (length.get(id) ?? 0) + 1);
        before.set(target, id);
      }
      waiting.set(target, (waiting.get(target) ?? 0) - 1);
      if (waiting.get(target) === 0) ready.push(target);
    }
  }
  let end = ready[0];
  for (const id of ready) if ((length.get(id) ?? 0) > (length.get(end ?? '') ?? 0)) end = id;
  const path: string[] = [];
  for (let id = end; id !== undefined; id = before.get(id)) path.unshift(id);
  return path;
}

function movedTo(places: ReadonlyMap<string, Point>, nodes: readonly TidyNode[]): Map<string, Point> {
  const least = (values: number[]) => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const dx = least(nodes.map(({ x }) => x));
  const dy = least(nodes.map(({ y }) => y)) - least([...places.values()].map(({ y }) => y));
  return new Map([...places].map(([id, { x, y }]) => [id, { x: Math.round(x + dx), y: Math.round(y + dy) }]));
}
