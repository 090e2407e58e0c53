// Whether an edit would make a graph larger than its file may be.
import { limits } from './limits';
import { GraphError } from './problem';

const MOST = { nodes: limits.nodes, edges: limits.edges, weights: limits.tensorsPerFile } as const;

/** Throws GraphError when there would be more of something than a file may hold. */
export function requireRoom(what: keyof typeof MOST, count: number): void {
  if (count <= MOST[what]) return;
  throw new GraphError('over-limit', what, `would have ${count} entries, and ${MOST[what]} is the most`);
}
