// Who feeds whom: wires by port, an order in which nodes can run, and the cycles that have none. Reads structure only.
import type { Edge, Graph, GraphNode } from './graph';

/** Edges into each port of one node, in edge order; without a prototype, so that any port name is safe. */
export type Wires = Readonly<Record<string, readonly Edge[]>>;

const known = new WeakMap<readonly Edge[], ReadonlyMap<string, Wires>>();

/** Wires by node; nodes without any are absent. Remembered by the identity of the edges: moving a node keeps it. */
export function incoming({ edges }: Graph): ReadonlyMap<string, Wires> {
  const before = known.get(edges);
  if (before) return before;
  const byNode = new Map<string, Record<string, Edge[]>>();
  for (const edge of edges) {
    const ports: Record<string, Edge[]> = byNode.get(edge.target) ?? Object.create(null);
    const wires = ports[edge.targetPort];
    if (wires) wires.push(edge);
    else ports[edge.targetPort] = [edge];
    byNode.set(edge.target, ports);
  }
  known.set(edges, byNode);
  return byNode;
}

/** Ids that each node feeds, once per wire, in edge order. */
function fedBy({ nodes, edges }: Graph): Map<string, string[]> {
  const fed = new Map<string, string[]>(nodes.map(({ id }) => [id, []]));
  for (const { source, target } of edges) fed.get(source)?.push(target);
  return fed;
}

/**
 * Every node after those that feed it, otherwise in file order; nodes of a cycle and what they feed come last.
 * Linear in nodes and edges (Kahn, 1962).
 */
export function topologicalOrder(graph: Graph): GraphNode[] {
  const fed = fedBy(graph);
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const waits = new Map(graph.nodes.map(({ id }) => [id, 0]));
  for (const targets of fed.values()) for (const id of targets) waits.set(id, (waits.get(id) ?? 0) + 1);
  const order = graph.nodes.filter(({ id }) => waits.get(id) === 0);
  // The list grows while it is walked: it is the queue.
  for (const { id } of order) {
    for (const target of fed.get(id) ?? []) {
      const left = (waits.get(target) ?? 0) - 1;
      waits.set(target, left);
      const node = byId.get(target);
      if (left === 0 && node) order.push(node);
    }
  }
  const done = new Set(order);
  return [...order, ...graph.nodes.filter((node) => !done.has(node))];
}

/** A node on the path being walked. */
interface Visit {
  readonly id: string;
  readonly targets: readonly string[];
  next: number;
}

/**
 * Ids of the nodes of each cycle: strongly connected components with a wire inside (Tarjan, 1972), without recursion.
 * Along a simple circle the ids stand in the order in which they feed one another.
 */
export function cycles(graph: Graph): string[][] {
  const fed = fedBy(graph);
  const search = new ComponentSearch(fed);
  for (const { id } of graph.nodes) search.from(id);
  return search.components.filter((ids) => ids.length > 1 || fed.get(ids[0] as string)?.includes(ids[0] as string));
}

class ComponentSearch {
  readonly components: string[][] = [];
  private readonly found = new Map<string, number>();
  private readonly low = new Map<string, number>();
  private readonly open: string[] = [];
  private readonly isOpen = new Set<string>();

  constructor(private readonly fed: ReadonlyMap<string, readonly string[]>) {}

  from(start: string): void {
    if (this.found.has(start)) return;
    const path: Visit[] = [this.visit(start)];
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const target = top.targets[top.next++];
      if (target === undefined) {
        path.pop();
        const parent = path.at(-1);
        if (parent) this.lower(parent.id, this.low.get(top.id) as number);
        this.close(top.id);
      } else if (!this.found.has(target)) path.push(this.visit(target));
      else if (this.isOpen.has(target)) this.lower(top.id, this.found.get(target) as number);
    }
  }

  private visit(id: string): Visit {
    const index = this.found.size;
    this.found.set(id, index);
    this.low.set(id, index);
    this.open.push(id);
    this.isOpen.add(id);
    return { id, targets: this.fed.get(id) ?? [], next: 0 };
  }

  private lower(id: string, to: number): void {
    this.low.set(id, Math.min(this.low.get(id) as number, to));
  }

  /** Cuts the component off once its first node is done. */
  private close(id: string): void {
    if (this.low.get(id) !== this.found.get(id)) return;
    const component = this.open.splice(this.open.lastIndexOf(id));
    for (const member of component) this.isOpen.delete(member);
    this.components.push(component);
  }
}
