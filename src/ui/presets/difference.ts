// What stepping from one graph to another adds, takes away and keeps, in one line. Pure.
import type { Graph, GraphNode } from '../../graph/graph';

export interface Difference {
  readonly added: number;
  readonly removed: number;
  readonly kept: number;
}

/** Ever looser ways in which a node of one graph is one of the other: its id, its label, its id without a number at the end. */
const LIKENESSES: readonly ((node: GraphNode) => string)[] = [
  ({ type, id }) => `${type} ${id}`,
  ({ type, id, label }) => `${type} ${label ?? id}`,
  ({ type, id }) => `${type} ${id.replace(/-?\d+$/, '')}`,
];

/** Each node is kept once. */
export function differenceBetween(before: Graph, after: Graph): Difference {
  let left = before.nodes;
  let fresh = after.nodes;
  for (const likeness of LIKENESSES) {
    const there = left.map(likeness);
    fresh = fresh.filter((node) => {
      const at = there.indexOf(likeness(node));
      if (at >= 0) there[at] = '';
      return at < 0;
    });
    left = left.filter((_, at) => there[at] !== '');
  }
  return { added: fresh.length, removed: left.length, kept: before.nodes.length - left.length };
}

const nodes = (count: number): string => `${count} ${count === 1 ? 'node' : 'nodes'}`;

/** `+ 1 node, 8 kept since Self-attention`; undefined where the graphs have nothing in common. */
export function differenceLine(before: Graph, after: Graph, since: string): string | undefined {
  const { added, removed, kept } = differenceBetween(before, after);
  if (kept === 0) return undefined;
  const changes = [
    ...(added > 0 ? [`+ ${nodes(added)}`] : []),
    ...(removed > 0 ? [`− ${added > 0 ? removed : nodes(removed)}`] : []),
  ];
  const line = changes.length > 0 ? `${changes.join(', ')}, ${kept} kept` : `The same ${nodes(kept)}`;
  return `${line} since ${since}`;
}
