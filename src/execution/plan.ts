// What a run has to do: which nodes must run, which run together, and whose values must stay. Knows no device.
import type { Checked, CheckedNode } from './checked';
import { type Group, groupsOf } from './groups';
import { type Runnable, runnableOf } from './runnable';
import { sourcesOf } from './sourcesOf';

export interface PlanOptions {
  /** Ports whose values are wanted, as `<node>.<port>`; all if absent. */
  readonly watch: ReadonlySet<string> | undefined;
  /** Whether the outputs behind a key are there. */
  readonly has: (key: number) => boolean;
  /** Keys of the run before. */
  readonly before: ReadonlyMap<string, number>;
  /** Every node that can run by itself does. */
  readonly apart: boolean;
}

interface Order {
  /** Every ready node, in running order. */
  readonly groups: readonly Group[];
  /** Ids of the nodes that must run. */
  readonly needed: ReadonlySet<string>;
  /** What they read: ids, once per wire. */
  readonly reads: readonly string[];
}

export interface Plan extends Omit<Order, 'reads'> {
  /** Keys of what somebody looks at. */
  readonly watched: ReadonlySet<number>;
  /** How many nodes still read what is behind a key. */
  readonly readers: Map<number, number>;
}

/** All that an order follows from, for one node. */
interface Situation {
  readonly watched: boolean;
  readonly there: boolean;
  readonly changed: boolean;
}

/** The last order of each graph: from one edit of a number to the next it mostly stays. */
const orders = new WeakMap<Checked['nodes'], { readonly situation: string; readonly order: Order }>();

export function planOf(checked: Checked, keys: ReadonlyMap<string, number>, options: PlanOptions): Plan {
  const runnable = runnableOf(checked);
  const { watch, has, before, apart } = options;
  const watched = new Set<number>();
  const situations = runnable.nodes.map(({ id }): Situation => {
    const key = keys.get(id) as number;
    const seen = !watch || (runnable.ports.get(id) ?? []).some((port) => watch.has(port));
    if (seen) watched.add(key);
    return { watched: seen, there: has(key), changed: !apart && before.has(id) && before.get(id) !== key };
  });
  const bits = situations.map((at) => Number(at.watched) + 2 * Number(at.there) + 4 * Number(at.changed));
  const situation = bits.join('');
  const known = orders.get(checked.nodes);
  const order = known?.situation === situation ? known.order : orderOf(checked, runnable, situations);
  orders.set(checked.nodes, { situation, order });
  const readers = new Map<number, number>();
  for (const id of order.reads) {
    const key = keys.get(id);
    if (key !== undefined) readers.set(key, (readers.get(key) ?? 0) + 1);
  }
  return { groups: order.groups, needed: order.needed, watched, readers };
}

function orderOf(checked: Checked, runnable: Runnable, situations: readonly Situation[]): Order {
  const { nodes } = runnable;
  const at = new Map(nodes.map((node, i) => [node, situations[i] as Situation]));
  const of = (node: CheckedNode): Situation => at.get(node) as Situation;
  const needed = neededOf(runnable, of);
  const running = nodes.filter(({ id }) => needed.has(id));
  const together = groupsOf(checked, running, {
    kept: (node) => of(node).watched || of(node).there,
    changed: (node) => of(node).changed,
  });
  const groupOf = new Map(together.map((group) => [group.at(-1), group]));
  const inside = new Set(together.flatMap((group) => group.slice(0, -1)));
  const groups = nodes.filter((node) => !inside.has(node)).map((node) => groupOf.get(node) ?? [node]);
  return { groups, needed, reads: running.flatMap(sourcesOf) };
}

/** What is watched, what nobody reads, and whatever those read that is not there. */
function neededOf({ nodes, readers }: Runnable, of: (node: CheckedNode) => Situation): Set<string> {
  const wanted = new Set(nodes.filter((node) => of(node).watched || !readers.has(node.id)).map(({ id }) => id));
  const needed = new Set<string>();
  for (const node of [...nodes].reverse()) {
    if (!wanted.has(node.id) || of(node).there) continue;
    needed.add(node.id);
    for (const source of sourcesOf(node)) wanted.add(source);
  }
  return needed;
}
