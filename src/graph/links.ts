// What nodes, edges, parents and weights of one graph have to do with one another. Reads nothing but structure.
import { nodeType } from '../nodes/registry';
import type { Edge, Graph, GraphNode } from './graph';
import { limits } from './limits';
import { nodePorts } from './ports';
import { GraphError, type PathPart, quote } from './problem';
import { ownerOf } from './weights';

export type Ends = Omit<Edge, 'id'>;

/** Throws GraphError about the first thing that does not fit. A cycle is no mistake here: it is shown at its nodes. */
export function checkLinks(graph: Graph): void {
  checkIds('nodes', graph.nodes);
  checkIds('edges', graph.edges);
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  graph.nodes.forEach((node, i) => {
    checkParents(node, nodes, ['nodes', i, 'parent']);
  });
  checkEdges(graph.edges, nodes);
  checkOwners(Object.keys(graph.weights ?? {}), nodes);
}

function checkIds(list: 'nodes' | 'edges', items: readonly { readonly id: string }[]): void {
  const seen = new Map<string, number>();
  items.forEach(({ id }, i) => {
    const before = seen.get(id);
    if (before !== undefined) {
      throw new GraphError('duplicate-id', [list, i, 'id'], `${quote(id)} is also the id of ${list}[${before}]`);
    }
    seen.set(id, i);
  });
}

/** Throws GraphError when a node lies in itself, in what holds no nodes, or too deep. */
export function checkParents(node: GraphNode, nodes: ReadonlyMap<string, GraphNode>, path: readonly PathPart[]): void {
  let depth = 0;
  for (let child = node; child.parent !== undefined; ) {
    const parent = nodes.get(child.parent);
    if (!parent) throw new GraphError('missing-node', path, `there is no node ${quote(child.parent)}`);
    if (parent === node) throw new GraphError('wrong-parent', path, `${quote(node.id)} would lie in itself`);
    const type = nodeType(parent.type);
    if (type && !type.container)
      throw new GraphError('wrong-parent', path, `${quote(parent.id)} is a ${type.title} and holds no nodes`);
    depth++;
    if (depth > limits.nesting) {
      throw new GraphError('over-limit', path, `lies in more than ${limits.nesting} containers`);
    }
    child = parent;
  }
}

function checkEdges(edges: readonly Edge[], nodes: ReadonlyMap<string, GraphNode>): void {
  const taken = new Map<string, number>();
  edges.forEach((edge, i) => {
    checkEnds(edge, nodes, ['edges', i]);
    if (!takesOneWire(nodes.get(edge.target), edge.targetPort)) return;
    const port = `${edge.target}.${edge.targetPort}`;
    const before = taken.get(port);
    if (before !== undefined) {
      const message = `${quote(edge.targetPort)} of ${quote(edge.target)} takes one wire, and edges[${before}] is there already`;
      throw new GraphError('taken-port', ['edges', i], message);
    }
    taken.set(port, i);
  });
}

/** Known inputs that do not grow; a type that no release knows may take any number. */
export function takesOneWire(node: GraphNode | undefined, port: string): boolean {
  const type = node && nodeType(node.type);
  return type !== undefined && !type.inputs[port]?.variadic;
}

/** Throws GraphError when an end of an edge hangs in the air. */
export function checkEnds(edge: Ends, nodes: ReadonlyMap<string, GraphNode>, path: readonly PathPart[]): void {
  checkEnd(nodes, edge, 'source', path);
  checkEnd(nodes, edge, 'target', path);
}

function checkEnd(
  nodes: ReadonlyMap<string, GraphNode>,
  edge: Ends,
  end: 'source' | 'target',
  path: readonly PathPart[],
): void {
  const id = edge[end];
  const port = edge[`${end}Port`];
  const node = nodes.get(id);
  if (!node) throw new GraphError('missing-node', [...path, end], `there is no node ${quote(id)}`);
  const type = nodeType(node.type);
  if (!type) return;
  const { inputs, outputs } = nodePorts(node, type, nodes.values());
  const [ports, word] = end === 'source' ? [outputs, 'output'] : [inputs, 'input'];
  if (Object.hasOwn(ports, port)) return;
  const names = Object.keys(ports);
  const has = names.length === 0 ? `has no ${word}s` : `has ${names.join(', ')}`;
  const message = `${quote(port)} is no ${word} of ${quote(id)}, a ${type.title}, which ${has}`;
  throw new GraphError('missing-port', [...path, `${end}Port`], message);
}

function checkOwners(names: readonly string[], nodes: ReadonlyMap<string, GraphNode>): void {
  if (names.length > limits.tensorsPerFile) {
    throw new GraphError(
      'over-limit',
      'weights',
      `has ${names.length} entries, and ${limits.tensorsPerFile} are the most`,
    );
  }
  for (const name of names) {
    if (nodes.has(ownerOf(name))) continue;
    throw new GraphError('missing-node', ['weights', name], `there is no node ${quote(ownerOf(name))}`);
  }
}
