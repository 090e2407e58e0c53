// Which ports a node has: those of its type, or those that a container's wall lists. Reads structure only.
import { portsOf, type Wall } from '../nodes/container';
import type { NodeType, Ports } from '../nodes/node';
import type { BoundaryPort } from '../nodes/params';
import { nodeType } from '../nodes/registry';
import type { GraphNode } from './graph';

export interface NodePorts {
  readonly inputs: Ports;
  readonly outputs: Ports;
}

const listed = (node: GraphNode | undefined): readonly BoundaryPort[] =>
  (node?.params?.ports as readonly BoundaryPort[] | undefined) ?? [];

/** The wall of a container, as its two boundary children list it. */
export function wallOf(container: string, nodes: Iterable<GraphNode>): Wall {
  const children = [...nodes].filter(({ parent }) => parent === container);
  const side = (boundary: 'inputs' | 'outputs') => children.find(({ type }) => nodeType(type)?.boundary === boundary);
  return { inputs: listed(side('inputs')), outputs: listed(side('outputs')) };
}

/** Ports of a node of a known type among all the nodes of its graph. */
export function nodePorts(node: GraphNode, type: NodeType, nodes: Iterable<GraphNode>): NodePorts {
  if (type.boundary === 'inputs') return { inputs: {}, outputs: portsOf(listed(node)) };
  if (type.boundary === 'outputs') return { inputs: portsOf(listed(node)), outputs: {} };
  if (!type.container) return type;
  const wall = wallOf(node.id, nodes);
  const leaving = wall.outputs.filter(({ kind }) => kind !== 'feedback');
  return {
    inputs: { ...portsOf(wall.inputs, type.container.optional), ...type.container.fixed },
    outputs: portsOf(leaving),
  };
}
