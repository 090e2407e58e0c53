// What stepping from one graph to another adds, takes away and keeps, in one line. Pure.
import type { Graph, GraphNode } from '../../graph/graph';

export interface Difference {
  readonly added: number;
  readonly removed: number;
  readonly kept: number;
}

const nameOf = ({ type, label, id }: GraphNode): string => `${type} ${label ?? id}`;

/** A node is kept when its id and type stay, or else its type and label. */
export function differenceBetween(before: Graph, after: Graph): Difference {
  const types = new Map(before.nodes.map(({ id, type }) => [id, type]));
  const sameId = new Set(after.nodes.filter(({ id, type }) => types.get(id) === type).map(({ id }) => id));
  const left = before.nodes.filter(({ id }) => !sameId.has(id)).map(nameOf);
  const named = after.nodes.filter((node) => {
    const at = sameId.has(node.id) ? -1 : left.indexOf(nameOf(node));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  const kept = sameId.size + named.length;
  return { added: after.nodes.length - kept, removed: before.nodes.length - kept, kept };
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
