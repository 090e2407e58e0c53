// What a run has to do: which nodes must run, which run together, and whose values must stay. Knows no device.
import type { Checked, CheckedNode } from './checked';
import { type Group, groupsOf } from './groups';
import { runnableOf } from './runnable';
import { sourcesOf } from './sourcesOf';

export interface PlanOptions {
  /** Ports whose values are wanted, as `<node>.<port>`; all if absent. */
  readonly watch: ReadonlySet<string> | undefined;
  /** Whether the outputs behind a key are there. */
  readonly has: (key: number) => boolean;
  /** Keys of the run before. */
  readonly before: ReadonlyMap<string, number>;
  /** Whether values between two nodes may be left out. */
  readonly mayHide: boolean;
  /** Every node that can run by itself does. */
  readonly apart: boolean;
}

export interface Plan {
  /** Every ready node, in running order. */
  readonly groups: readonly Group[];
  /** Ids of the nodes that must run. */
  readonly needed: ReadonlySet<string>;
  /** Keys of what somebody looks at. */
  readonly watched: ReadonlySet<number>;
  /** How many nodes still read what is behind a key. */
  readonly readers: Map<number, number>;
}

export function planOf(
  checked: Checked,
  keys: ReadonlyMap<string, number>,
  { watch, has, before, mayHide, apart }: PlanOptions,
): Plan {
  const { nodes: ready, readers: reading, ports } = runnableOf(checked);
  const keyOf = ({ id }: CheckedNode): number => keys.get(id) as number;
  const isWatched = ({ id }: CheckedNode): boolean => !watch || (ports.get(id) ?? []).some((port) => watch.has(port));
  const watched = new Set(ready.filter(isWatched).map(keyOf));
  const there = (node: CheckedNode): boolean => has(keyOf(node));
  const needed = neededOf(ready, (node) => watched.has(keyOf(node)) || !reading.has(node.id), there);
  const running = ready.filter(({ id }) => needed.has(id));
  const readers = new Map<number, number>();
  for (const key of running.flatMap(sourcesOf).map((id) => keys.get(id))) {
    if (key !== undefined) readers.set(key, (readers.get(key) ?? 0) + 1);
  }
  const together = groupsOf(checked, running, {
    kept: (node) => !mayHide || watched.has(keyOf(node)) || there(node),
    changed: (node) => !apart && before.has(node.id) && before.get(node.id) !== keyOf(node),
  });
  const groupOf = new Map(together.map((group) => [group.at(-1), group]));
  const inside = new Set(together.flatMap((group) => group.slice(0, -1)));
  const groups = ready.filter((node) => !inside.has(node)).map((node) => groupOf.get(node) ?? [node]);
  return { groups, needed, watched, readers };
}

/** What is wanted, and whatever that reads that is not there. */
function neededOf(
  ready: readonly CheckedNode[],
  isWanted: (node: CheckedNode) => boolean,
  there: (node: CheckedNode) => boolean,
): Set<string> {
  const wanted = new Set(ready.filter(isWanted).map(({ id }) => id));
  const needed = new Set<string>();
  for (let at = ready.length - 1; at >= 0; at--) {
    const node = ready[at] as CheckedNode;
    if (!wanted.has(node.id) || there(node)) continue;
    needed.add(node.id);
    for (const source of sourcesOf(node)) wanted.add(source);
  }
  return needed;
}
