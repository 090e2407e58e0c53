// Each node type's examples as graphs of their own: tensors wired to its ports. Knows no particular node type. Tests only.
import type { Checked } from '../execution/checked';
import type { Edge, Graph, GraphNode } from '../graph/graph';
import type { NodeType } from '../nodes/node';
import type { Values } from '../nodes/params';
import { nodeTypes } from '../nodes/registry';
import { check, node } from './build';
import { casesOf, type Given } from './nodeRun';

export interface ExampleGraph {
  readonly label: string;
  readonly graph: Graph;
  readonly checked: Checked;
}

function nested({ shape, data }: Given): Values {
  const [size = 1, ...rest] = shape.length === 0 ? [1] : shape;
  const cells = Array.from(data);
  if (rest.length === 0) return cells;
  return Array.from({ length: size }, (_, k) =>
    nested({ shape: rest, data: cells.slice((k * cells.length) / size, ((k + 1) * cells.length) / size) }),
  );
}

/** A typed tensor of these cells; a single number is a vector of one that is squeezed. */
function source(id: string, given: Given): { nodes: GraphNode[]; edges: Edge[]; from: string } {
  const tensor = node(id, 'tensor', { values: nested(given) });
  if (given.shape.length > 0) return { nodes: [tensor], edges: [], from: id };
  const squeezed = node(`${id}-one`, 'squeeze', { axis: 0 });
  const edge = { id: `${id}-e`, source: id, sourcePort: 'out', target: squeezed.id, targetPort: 'x' };
  return { nodes: [tensor, squeezed], edges: [edge], from: squeezed.id };
}

function graphsOf(type: NodeType): ExampleGraph[] {
  return casesOf(type).map(({ label, inputs, params, vocabularies }) => {
    const parts = Object.entries(inputs).flatMap(([port, list]) =>
      list.map((given, k) => ({ port, ...source(`${port.replaceAll('_', '-')}-${k}`, given) })),
    );
    const wires = parts.map(({ port, from }, k) => ({
      id: `w${k}`,
      source: from,
      sourcePort: 'out',
      target: 'example',
      targetPort: port,
    }));
    const graph: Graph = {
      nodes: [...parts.flatMap(({ nodes }) => nodes), node('example', type.id, params)],
      edges: [...parts.flatMap(({ edges }) => edges), ...wires],
      ...(vocabularies ? { vocabularies } : {}),
    };
    return { label: `${type.id} ${label}`, graph, checked: check(graph) };
  });
}

/** Of every node type that computes something alone; examples that need more than typed numbers are left out. */
export const exampleGraphs: readonly ExampleGraph[] = nodeTypes
  .filter((type) => Object.keys(type.outputs).length > 0)
  .flatMap(graphsOf)
  .filter(({ checked }) => checked.nodes.get('example')?.status === 'ready');
