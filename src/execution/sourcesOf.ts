// Who feeds a node.
import type { CheckedNode } from './checked';

const known = new WeakMap<CheckedNode['wires'], readonly string[]>();

/** Ids of the nodes that are wired to a node, once per wire, in the order of its ports; remembered, as wires are immutable. */
export function sourcesOf({ wires }: CheckedNode): readonly string[] {
  const before = known.get(wires);
  if (before) return before;
  const sources = Object.values(wires).flatMap((edges) => edges.map(({ source }) => source));
  known.set(wires, sources);
  return sources;
}
