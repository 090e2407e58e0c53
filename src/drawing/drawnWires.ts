// Every wire of a graph as it is drawn. Pure; drawn again only when a node, a port or a wire has another place.
import type { Checked } from '../execution/checked';
import { HEAD } from './containerFace';
import { type Face, portPoint } from './face';
import { absolutePositions } from './faces';
import { type Box, type Point, routeWires, type Way, type WireEnds } from './route';
import { branchDots } from './wirePath';
import type { WireSlots } from './wireSlots';

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

/** The wires that run between the nodes of one container, or on the canvas itself, and what is in their way. */
interface Scope {
  readonly ends: WireEnds[];
  readonly boxes: Box[];
}

/** Ends and boxes in canvas px, by the container they lie in. */
export function scopesOf(
  checked: Checked,
  faces: ReadonlyMap<string, Face>,
  edges: readonly WireSlots[],
): Map<string | undefined, Scope> {
  const positions = absolutePositions(checked.graph, faces);
  const scopes = new Map<string | undefined, Scope>();
  const scopeOf = (id: string): Scope => {
    const parent = checked.nodes.get(id)?.node.parent;
    const scope = scopes.get(parent) ?? {
      ends: [],
      boxes: parent === undefined ? [] : barsOf(faces.get(parent), positions.get(parent)),
    };
    scopes.set(parent, scope);
    return scope;
  };
  const place = (id: string, key: string | null | undefined): Point | undefined => {
    const [face, at] = [faces.get(id), positions.get(id)];
    const slot = face?.slots.find((one) => one.key === key);
    if (!face || !at || !slot) return undefined;
    const { x, y } = portPoint(face, slot);
    return { x: at.x + x, y: at.y + y };
  };
  for (const { id, source, sourceHandle, target, targetHandle } of edges) {
    const [from, to] = [place(source, sourceHandle), place(target, targetHandle)];
    if (from && to) scopeOf(target).ends.push({ id, group: `${source} ${sourceHandle}`, from, to });
  }
  for (const { id, kind, width, height } of faces.values()) {
    const at = positions.get(id);
    if (at && kind !== 'box') scopeOf(id).boxes.push({ ...at, width, height });
  }
  return scopes;
}

/** Far enough that no wire goes around it. */
const BEYOND = 2000;

/** What keeps the wires of a container in it: its bars, as if they went on for ever. */
function barsOf(face: Face | undefined, at: Point | undefined): Box[] {
  if (!face || !at) return [];
  const wide = { x: at.x - BEYOND, width: face.width + 2 * BEYOND };
  return [
    { ...wide, y: at.y + HEAD - BEYOND, height: BEYOND },
    { ...wide, y: at.y + face.height - (face.foot ?? 0), height: BEYOND },
  ];
}

export function drawWires(
  checked: Checked,
  faces: ReadonlyMap<string, Face>,
  edges: readonly WireSlots[],
  before: Drawing,
): Drawing {
  const scopes = [...scopesOf(checked, faces, edges).values()];
  const layout = JSON.stringify(scopes);
  if (layout === before.layout) return before;
  const ways = new Map(scopes.flatMap(({ ends, boxes }) => [...routeWires(ends, boxes)]));
  const groups = groupsOf(scopes.flatMap(({ ends }) => ends));
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
