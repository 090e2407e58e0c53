// Who feeds a node.
import type { Edge } from '../graph/graph';
import type { CheckedNode } from './checked';

const known = new WeakMap<CheckedNode['wires'], readonly string[]>();

/** Ids of the nodes that are wired to a node, once per wire, in the order of its ports; remembered, as wires are immutable. */
export function sourcesOf({ wires }: Pick<CheckedNode, 'wires'>): readonly string[] {
  const before = known.get(wires);
  if (before) return before;
  const sources = Object.values(wires).flatMap((edges) => edges.map(({ source }) => source));
  known.set(wires, sources);
  return sources;
}

/** The edge on a port, by the name of a Program's input (`port`, or `port.k` of one that grows). */
export function edgeAt({ wires }: Pick<CheckedNode, 'wires'>, name: string): Edge | undefined {
  const [port, k] = name.split('.') as [string, string?];
  return wires[port]?.[k === undefined ? 0 : Number(k)];
}
