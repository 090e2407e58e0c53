// Small graphs that train in no time. Tests only.
import type { Graph, GraphNode } from '../graph/graph';

const at = { x: 0, y: 0 };

/** `a.out > b.x` as an edge. */
export const wire = (text: string, k: number): Graph['edges'][number] => {
  const [source = '', sourcePort = '', target = '', targetPort = ''] = text.split(/ > |\./);
  return { id: `e${k}`, source, sourcePort, target, targetPort };
};

/** Pairs of one word each, learned by heart: embedding, a linear layer, cross entropy. */
export const lookup: Graph = {
  nodes: [
    { id: 'pairs', type: 'table', position: at, params: { pairs: 'a,x\nb,y\nc,z\nd,x\ne,y', heldOut: 0.2 } },
    { id: 'embedding', type: 'embedding', position: at, params: { width: 4 } },
    { id: 'output', type: 'linear', position: at, params: { features: 6 } },
    { id: 'first', type: 'slice', position: at, params: { axis: -1, start: 0, end: 1 } },
    { id: 'loss', type: 'cross-entropy', position: at },
  ],
  edges: [
    'pairs.source > embedding.tokens',
    'embedding.out > output.x',
    'output.out > loss.logits',
    'pairs.target > first.x',
    'first.out > loss.target',
  ].map(wire),
  training: { learningRate: 0.1, batch: 4, steps: 30 },
};

export const withNode = (graph: Graph, id: string, change: Partial<GraphNode>): Graph => ({
  ...graph,
  nodes: graph.nodes.map((node) => (node.id === id ? { ...node, ...change } : node)),
});

export const without = (graph: Graph, edge: string): Graph => ({
  ...graph,
  edges: graph.edges.filter(
    ({ source, sourcePort, target, targetPort }) => `${source}.${sourcePort} > ${target}.${targetPort}` !== edge,
  ),
});
