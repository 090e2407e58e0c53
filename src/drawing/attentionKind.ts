// Who attends to whom, read from types and settings: nodes that pass scores or weights on belong to one attention. Pure.
import type { Checked, CheckedNode } from '../execution/checked';

/** A sequence attends to itself, to its own past only, or to another sequence (one step of a loop to all of another). */
export type AttentionKind = 'self' | 'causal' | 'cross';

/** The shape pattern of ports that hold a number for every pair of query and key. */
const PAIRS = /(^| )T S$/;

/** The kind of every node that takes part in attention, and of every block whose own nodes hold one kind alone. */
export function attentionKinds(checked: Checked): ReadonlyMap<string, AttentionKind> {
  const kinds = new Map<string, AttentionKind>();
  for (const group of attentions(checked)) {
    const kind = kindOf(group);
    if (kind) for (const { id } of group) kinds.set(id, kind);
  }
  for (const [container, inside] of blocks(checked)) {
    const held = new Set(inside.flatMap(({ id }) => kinds.get(id) ?? []));
    const [kind] = held;
    if (kind && held.size === 1) kinds.set(container, kind);
  }
  return kinds;
}

const holdsPairs = (node: CheckedNode | undefined, side: 'inputs' | 'outputs', port: string): boolean =>
  PAIRS.test(node?.ports[side][port]?.shape ?? '');

/** Nodes that are wired to each other by scores or weights; those that have such a port and no such wire stand alone. */
function attentions({ nodes, graph }: Checked): CheckedNode[][] {
  const groups = new Map<string, CheckedNode[]>();
  const groupOf = (node: CheckedNode): CheckedNode[] => {
    const group = groups.get(node.id) ?? [node];
    groups.set(node.id, group);
    return group;
  };
  for (const node of nodes.values()) {
    if (Object.keys(node.ports.outputs).some((port) => holdsPairs(node, 'outputs', port))) groupOf(node);
  }
  for (const { source, sourcePort, target, targetPort } of graph.edges) {
    const [from, to] = [nodes.get(source), nodes.get(target)];
    if (!from || !to || isWall(from) || isWall(to)) continue;
    if (!holdsPairs(from, 'outputs', sourcePort) && !holdsPairs(to, 'inputs', targetPort)) continue;
    const [into, other] = [groupOf(from), groupOf(to)];
    if (into === other) continue;
    for (const node of other) groups.set(node.id, into);
    into.push(...other);
  }
  return [...new Set(groups.values())];
}

/** A wall or a container passes on what several attentions give. */
const isWall = ({ type }: CheckedNode): boolean => type?.boundary !== undefined || type?.container !== undefined;

function kindOf(group: readonly CheckedNode[]): AttentionKind | undefined {
  const pairs = group.flatMap((node) =>
    Object.entries(node.outputs).flatMap(([port, type]) => (holdsPairs(node, 'outputs', port) ? [type.dims] : [])),
  );
  const [rows, columns] = pairs[0]?.slice(-2) ?? [];
  if (rows === undefined || columns === undefined) return undefined;
  // Dims are canonical: equal ones are written alike.
  if (rows !== columns) return 'cross';
  return group.some(({ params }) => params.kind === 'causal') ? 'causal' : 'self';
}

/** Containers whose inside runs as one piece, with the nodes right inside. */
function blocks({ nodes }: Checked): Map<string, CheckedNode[]> {
  const inside = new Map<string, CheckedNode[]>();
  for (const node of nodes.values()) {
    const parent = nodes.get(node.node.parent ?? '');
    if (parent?.type?.category !== 'layer') continue;
    inside.set(parent.id, [...(inside.get(parent.id) ?? []), node]);
  }
  return inside;
}
