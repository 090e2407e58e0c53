// An edit that hands a value from one step of a loop to the next. Pure; throws GraphError, and then nothing changed.
import { connectThroughWall } from './editContainers';
import { addWallPort } from './editWalls';
import type { Graph } from './graph';
import { lastPort } from './lead';
import type { Ends } from './links';
import { wallNode } from './walls';

/**
 * Instead of a wire between two nodes inside, a new state of the container: the target reads what the source gave a
 * step before. What the first step reads is to be wired from outside.
 */
export function carryAsState(graph: Graph, container: string, ends: Ends): Graph {
  const { source, sourcePort, target, targetPort } = ends;
  const edges = graph.edges.filter(
    (edge) =>
      edge.source !== source ||
      edge.sourcePort !== sourcePort ||
      edge.target !== target ||
      edge.targetPort !== targetPort,
  );
  const grown = addWallPort({ ...graph, edges }, container, 'inputs', { name: targetPort, kind: 'state' });
  const port = lastPort(grown, container, 'inputs');
  const near = wallNode(grown, container, 'inputs')?.id ?? '';
  const far = wallNode(grown, container, 'outputs')?.id ?? '';
  const kept = connectThroughWall(grown, { source, sourcePort, target: far, targetPort: port });
  return connectThroughWall(kept, { source: near, sourcePort: port, target, targetPort });
}
