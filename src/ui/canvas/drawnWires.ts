// Every wire of a graph as it is drawn. Pure; drawn again only when a node, a port or a wire has another place.
import type { Checked } from '../../execution/checked';
import { absolutePositions, type Face, portPoint } from './face';
import type { FlowEdge } from './flowElements';
import { type Box, type Point, routeWires, type Way, type WireEnds } from './route';
import { branchDots } from './wirePath';

export interface DrawnWire {
  readonly way: Way;
  /** Where other wires of the same output leave; on one wire of the output only. */
  readonly dots: readonly Point[];
}

export interface Drawing {
  /** Equal texts mean that everything has the same place. */
  readonly layout: string;
  readonly wires: ReadonlyMap<string, DrawnWire>;
}

export const emptyDrawing: Drawing = { layout: '', wires: new Map() };

/** Ends and boxes in canvas px. */
export function wireEnds(
  checked: Checked,
  faces: ReadonlyMap<string, Face>,
  edges: readonly FlowEdge[],
): { readonly ends: WireEnds[]; readonly boxes: Box[] } {
  const positions = absolutePositions(checked.graph);
  const place = (id: string, key: string | null | undefined): Point | undefined => {
    const [face, at] = [faces.get(id), positions.get(id)];
    const slot = face?.slots.find((one) => one.key === key);
    if (!face || !at || !slot) return undefined;
    const { x, y } = portPoint(face, slot);
    return { x: at.x + x, y: at.y + y };
  };
  const ends = edges.flatMap(({ id, source, sourceHandle, target, targetHandle }) => {
    const [from, to] = [place(source, sourceHandle), place(target, targetHandle)];
    return from && to ? [{ id, group: `${source} ${sourceHandle}`, from, to }] : [];
  });
  const boxes = [...faces.values()].flatMap(({ id, kind, width, height }) => {
    const at = positions.get(id);
    return at && kind !== 'box' ? [{ ...at, width, height }] : [];
  });
  return { ends, boxes };
}

export function drawWires(
  checked: Checked,
  faces: ReadonlyMap<string, Face>,
  edges: readonly FlowEdge[],
  before: Drawing,
): Drawing {
  const { ends, boxes } = wireEnds(checked, faces, edges);
  const layout = JSON.stringify([ends, boxes]);
  if (layout === before.layout) return before;
  const ways = routeWires(ends, boxes);
  const groups = groupsOf(ends);
  const wires = new Map<string, DrawnWire>();
  for (const group of groups.values()) {
    const own = group.map(({ id }) => ways.get(id) ?? []);
    const dots = branchDots(own);
    group.forEach(({ id }, i) => {
      const now: DrawnWire = { way: own[i] ?? [], dots: i === 0 ? dots : [] };
      const old = before.wires.get(id);
      wires.set(id, old && JSON.stringify(old) === JSON.stringify(now) ? old : now);
    });
  }
  return { layout, wires };
}

function groupsOf(ends: readonly WireEnds[]): Map<string, WireEnds[]> {
  const groups = new Map<string, WireEnds[]>();
  for (const wire of ends) groups.set(wire.group, [...(groups.get(wire.group) ?? []), wire]);
  return groups;
}
