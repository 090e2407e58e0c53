// The document as React Flow takes it. What did not change keeps its identity, so that React Flow renders nothing else.
import type { Edge as RFEdge, Node as RFNode } from '@xyflow/react';
import { type Face, type FaceKind, portPoint, titleOf } from '../../drawing/face';
import { depthsOf } from '../../drawing/scopes';
import { wireShape, wireSlots } from '../../drawing/wireSlots';
import type { Checked } from '../../execution/checked';
import { showType } from '../../execution/problem';
import type { Edge, GraphNode } from '../../graph/graph';
import type { Selection } from '../../store/viewStore';

export interface NodeData extends Record<string, unknown> {
  readonly face: Face;
  readonly node: GraphNode;
}

export interface WireData extends Record<string, unknown> {
  /** `T × d` and `6 × 3`; empty while unknown. */
  readonly symbolic: string;
  readonly concrete: string;
  /** It starts or ends at a selected node. */
  readonly touched: boolean;
  /** It ends at a port that complains. */
  readonly bad: boolean;
}

export type FlowNode = RFNode<NodeData, FaceKind>;
export type FlowEdge = RFEdge<WireData, 'wire'>;

/** The class of a container's title bar. */
export const FRAME_TITLE = 'container-title';

/** Width and height of the square in which a port is hit, px at 100 %. */
export const PORT_HIT = 24;

/** Boxes and open containers lie behind wires, an inner container before the outer one, everything else above. */
const Z: Record<FaceKind, number> = { box: -200, container: -100, wall: 0, prose: 2, card: 2 };

/** The selected node, and so the dragged one, lies above its neighbours. */
const zOf = ({ kind }: Face, selected: boolean, depth: number): number =>
  Z[kind] + (kind === 'container' ? depth : selected && Z[kind] > 0 ? 1 : 0);

function handlesOf(face: Face): NonNullable<FlowNode['handles']> {
  return face.slots.map((slot) => {
    const { x, y } = portPoint(face, slot);
    const input = slot.side === 'input';
    return {
      id: slot.key,
      type: input ? 'target' : 'source',
      position: (input ? 'left' : 'right') as never,
      x: x - PORT_HIT / 2,
      y: y - PORT_HIT / 2,
      width: PORT_HIT,
      height: PORT_HIT,
    };
  });
}

/** What is dragged by its title only, so that the paper inside stays free for boxes around nodes and for panning. */
const FRAME = { dragHandle: `.${FRAME_TITLE}`, style: { pointerEvents: 'none' } } as const;
const FIXED = { draggable: false, style: { pointerEvents: 'none' } } as const;

function flowNode(node: GraphNode, face: Face, selected: boolean, depth: number): FlowNode {
  const { width, height } = face;
  return {
    id: node.id,
    type: face.kind,
    position: face.place ?? node.position,
    data: { face, node },
    selected,
    width,
    height,
    measured: { width, height },
    handles: handlesOf(face),
    zIndex: zOf(face, selected, depth),
    ariaLabel: face.tag === '' ? face.title : `${face.title}, ${face.tag}`,
    ...(node.parent === undefined ? {} : { parentId: node.parent }),
    ...(face.kind === 'container' ? FRAME : face.kind === 'wall' ? FIXED : {}),
  };
}

const byId = <T extends { readonly id: string }>(items: readonly T[]): Map<string, T> =>
  new Map(items.map((item) => [item.id, item]));

/** Parents come before what lies in them, as React Flow wants it. */
export function flowNodes(
  { graph }: Checked,
  faces: ReadonlyMap<string, Face>,
  selection: Selection,
  before: FlowNode[],
): FlowNode[] {
  const last = byId(before);
  const selected = new Set(selection.nodes);
  const depths = depthsOf(graph);
  const nodes = parentsFirst(graph.nodes, depths).flatMap((node) => {
    const face = faces.get(node.id);
    if (!face) return [];
    const old = last.get(node.id);
    const chosen = selected.has(node.id);
    const depth = depths.get(node.id) ?? 0;
    const { node: was, face: had } = old?.data ?? {};
    if (old && had === face && was?.position === node.position && was.parent === node.parent) {
      return [old.selected === chosen ? old : { ...old, selected: chosen, zIndex: zOf(face, chosen, depth) }];
    }
    return [flowNode(node, face, chosen, depth)];
  });
  return sameItems(nodes, before) ? before : nodes;
}

function parentsFirst(nodes: readonly GraphNode[], depths: ReadonlyMap<string, number>): readonly GraphNode[] {
  if (nodes.every(({ parent }) => parent === undefined)) return nodes;
  return [...nodes].sort((a, b) => (depths.get(a.id) ?? 0) - (depths.get(b.id) ?? 0));
}

/** Wires between nodes that are shown. */
export function flowEdges(
  checked: Checked,
  faces: ReadonlyMap<string, Face>,
  selection: Selection,
  before: FlowEdge[],
): FlowEdge[] {
  const last = byId(before);
  const nodes = new Set(selection.nodes);
  const chosen = new Set(selection.edges);
  const shown = checked.graph.edges.filter(({ source, target }) => faces.has(source) && faces.has(target));
  const edges = shown.map((edge) => {
    const touched = nodes.has(edge.source) || nodes.has(edge.target);
    const now = flowEdge(edge, checked, touched, chosen.has(edge.id));
    const old = last.get(edge.id);
    return old && JSON.stringify(old) === JSON.stringify(now) ? old : now;
  });
  return sameItems(edges, before) ? before : edges;
}

function flowEdge(edge: Edge, checked: Checked, touched: boolean, selected: boolean): FlowEdge {
  const [source, target] = [checked.nodes.get(edge.source), checked.nodes.get(edge.target)];
  const dims = source?.outputs[edge.sourcePort]?.dims;
  const shape = dims ? showType(dims, checked.sizes) : 'shape not known yet';
  const names = `${source ? titleOf(source) : edge.source} · ${edge.sourcePort} to ${target ? titleOf(target) : edge.target} · ${edge.targetPort}`;
  const { problem } = target ?? {};
  return {
    ...wireSlots(edge, checked),
    type: 'wire',
    selected,
    ariaLabel: `${names}, ${shape}`,
    ariaRole: 'button',
    data: {
      ...wireShape(edge, checked),
      touched,
      bad: problem !== undefined && problem.code !== 'unwired' && (problem.ports ?? []).includes(edge.targetPort),
    },
  };
}

const sameItems = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, i) => item === b[i]);
