// What of a graph runs by itself and who reads whom: settled by its check, and remembered with it.
import type { Checked, CheckedNode } from './checked';
import { sourcesOf } from './sourcesOf';

export interface Runnable {
  /** Ready nodes in running order; what lies in a container runs with it. */
  readonly nodes: readonly CheckedNode[];
  /** Ids of the nodes that read what a node gives, by its id, once per wire; ready or not. */
  readonly readers: ReadonlyMap<string, readonly string[]>;
  /** Names of what a node gives, as people watch it: `<node>.<port>`. */
  readonly ports: ReadonlyMap<string, readonly string[]>;
}

const known = new WeakMap<Checked['nodes'], Runnable>();

export function runnableOf({ nodes }: Checked): Runnable {
  const before = known.get(nodes);
  if (before) return before;
  const ready = [...nodes.values()].filter(({ status, node }) => status === 'ready' && node.parent === undefined);
  const ports = new Map(ready.map((node) => [node.id, portsOf(node)]));
  const runnable = { nodes: ready, readers: readersOf(nodes), ports };
  known.set(nodes, runnable);
  return runnable;
}

/** Ports with a dot belong to the nodes inside of a container, and are known by that name. */
const portsOf = ({ id, traced }: CheckedNode): string[] =>
  Object.keys(traced?.program.outputs ?? {}).map((port) => (port.includes('.') ? port : `${id}.${port}`));

function readersOf(nodes: Checked['nodes']): Map<string, string[]> {
  const readers = new Map<string, string[]>();
  for (const node of nodes.values()) {
    for (const source of sourcesOf(node)) {
      const others = readers.get(source);
      if (others) others.push(node.id);
      else readers.set(source, [node.id]);
    }
  }
  return readers;
}
