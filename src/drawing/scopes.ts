// What lies in which container. Pure; reads structure only.
import type { Graph, GraphNode } from '../graph/graph';

const byId = ({ nodes }: Graph): Map<string, GraphNode> => new Map(nodes.map((node) => [node.id, node]));

/** In how many containers each node lies. */
export function depthsOf(graph: Graph): Map<string, number> {
  const all = byId(graph);
  const depth = (node: GraphNode | undefined): number => {
    let count = 0;
    for (let at = all.get(node?.parent ?? ''); at; at = all.get(at.parent ?? '')) count++;
    return count;
  };
  return new Map(graph.nodes.map((node) => [node.id, depth(node)]));
}

/** Containers around a node, the innermost first. */
export function around(graph: Graph, id: string): GraphNode[] {
  const all = byId(graph);
  const found: GraphNode[] = [];
  for (let at = all.get(all.get(id)?.parent ?? ''); at; at = all.get(at.parent ?? '')) found.push(at);
  return found;
}

/** Ids of what lies, at any depth, in a container that is closed. */
export function hiddenIn(graph: Graph): Set<string> {
  const hidden = new Set<string>();
  if (graph.nodes.every(({ collapsed }) => !collapsed)) return hidden;
  for (const { id, parent } of graph.nodes) {
    if (parent !== undefined && around(graph, id).some(({ collapsed }) => collapsed)) hidden.add(id);
  }
  return hidden;
}

/** The node itself, or the outermost closed container that hides it. */
export const shownFor = (graph: Graph, id: string): string =>
  around(graph, id).findLast(({ collapsed }) => collapsed)?.id ?? id;
