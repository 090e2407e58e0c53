// New ids that people can read, and what an edit needs to find by id.
import type { Graph, GraphNode } from './graph';
import { GraphError, quote } from './problem';

/** Room for `-2000` within the 64 characters of an id. */
const LONGEST_STEM = 58;

/** `softmax`, then `softmax-2`, `softmax-3`; `like` may be such an id itself. */
export function freshId(like: string, taken: Pick<ReadonlySet<string>, 'has'>): string {
  const stem = like.replace(/-\d+$/, '').slice(0, LONGEST_STEM);
  if (!taken.has(stem)) return stem;
  for (let k = 2; ; k++) {
    if (!taken.has(`${stem}-${k}`)) return `${stem}-${k}`;
  }
}

export const idsOf = (items: readonly { readonly id: string }[]): Set<string> => new Set(items.map(({ id }) => id));

/** `e1`, `e2`, ...: ids for so many new edges. */
export function freshEdgeIds({ edges }: Graph, count: number): string[] {
  const taken = idsOf(edges);
  const ids: string[] = [];
  for (let k = edges.length + 1; ids.length < count; k++) {
    if (!taken.has(`e${k}`)) ids.push(`e${k}`);
  }
  return ids;
}

/** Throws GraphError when there is no such node. */
export function nodeOf(graph: Graph, id: string): GraphNode {
  const node = graph.nodes.find((other) => other.id === id);
  if (!node) throw new GraphError('missing-node', id, `there is no node ${quote(id)}`);
  return node;
}

export const nodesById = ({ nodes }: Graph): Map<string, GraphNode> => new Map(nodes.map((node) => [node.id, node]));

/** The object without one of its keys. */
export function without<T extends object, K extends keyof T>(value: T, key: K): Omit<T, K> {
  const { [key]: _, ...rest } = value;
  return rest;
}

/** With a key, or without it when the value is undefined: absent and undefined are one in a graph. */
export function withKey<T extends object, K extends keyof T>(value: T, key: K, inner: T[K] | undefined): T {
  return (inner === undefined ? without(value, key) : { ...value, [key]: inner }) as T;
}
