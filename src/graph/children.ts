// What lies in which container. Reads nothing but structure.
import type { Graph, GraphNode } from './graph';

/** Nodes right inside each container, in the order of the graph. */
export function childrenOf({ nodes }: Graph): Map<string, GraphNode[]> {
  const children = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    if (node.parent === undefined) continue;
    const own = children.get(node.parent);
    if (own) own.push(node);
    else children.set(node.parent, [node]);
  }
  return children;
}
