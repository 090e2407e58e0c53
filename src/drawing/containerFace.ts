// An open container: its frame around what lies in it, and its two walls, with each port at one height on both sides. Pure.
import type { Checked, CheckedNode } from '../execution/checked';
import type { GraphNode } from '../graph/graph';
import { wallOf } from '../graph/ports';
import { nodeType } from '../nodes/registry';
import type { AttentionKind } from './attentionKind';
import { clamp, even, type Face, NO_PICTURE, PADDING, tagOf, titleOf, type WallRow } from './face';
import { type FreeSlot, inputSlots, outputSlots, type PortSlot, type Side } from './ports';
import { textWidth } from './textWidth';

/** px: the title bar, and the bar of a container whose inside runs several times. */
export const HEAD = 40;
export const FOOT = 52;
const WALL_TOP = 44;
const WALL_ROW = 36;
const LEAST_WALL = 56;
const MOST_WALL = 148;
/** The mark of how a port is fed, before its name. */
const MARK = 14;
/** From the walls and bars to the nodes inside: room for bends of wires, and first ports at the height of the wall's. */
export const INSET = { left: 32, top: 18, right: 36, bottom: 28 };
const EMPTY = { width: 240, height: 132 };

/** The name that stands for a port which is not there yet. */
export const NEW_PORT = '+';

const freshSlot = (side: Side): FreeSlot => ({
  key: side === 'input' ? `in.${NEW_PORT}` : `out.${NEW_PORT}`,
  side,
  port: NEW_PORT,
  name: 'new port',
  shape: '',
  fullShape: 'a wire makes it',
  wired: false,
  optional: true,
  fresh: true,
});

interface Boundary {
  readonly side: 'inputs' | 'outputs';
  readonly node: CheckedNode | undefined;
  /** Ports of the container at this wall, then those inside, each at the row of its name. */
  readonly outer: readonly PortSlot[];
  readonly inner: readonly PortSlot[];
  readonly rows: readonly WallRow[];
  readonly width: number;
}

export interface Inside {
  readonly children: readonly GraphNode[];
  readonly faces: ReadonlyMap<string, Face>;
  readonly attention: AttentionKind | undefined;
}

/** The frame and its walls, the frame last. */
export function containerFaces(
  node: CheckedNode,
  { children, faces, attention }: Inside,
  checked: Checked,
  wired: ReadonlySet<string>,
): Face[] {
  const walls = (['inputs', 'outputs'] as const).map((side) => boundaryOf(side, node, children, checked, wired));
  const [near, far] = walls as [Boundary, Boundary];
  const own = new Set(walls.map((wall) => wall.node?.id));
  const foot = footOf(node);
  const inside = extentOf(children, faces, own);
  const least = {
    width: far.width + (inside.width > 0 ? inside.width + INSET.right : near.width + EMPTY.width),
    height: Math.max(
      inside.height > 0 ? inside.height + INSET.bottom : HEAD + EMPTY.height,
      HEAD + WALL_TOP + INSET.bottom + WALL_ROW * Math.max(near.rows.length, far.rows.length),
    ),
  };
  const width = even(Math.max(node.node.size?.width ?? 0, least.width));
  const height = even(Math.max(node.node.size?.height ?? 0, least.height + foot));
  const common = { tag: tagOf(node, attention), picture: NO_PICTURE, ...(attention && { attention }) };
  const frame: Face = {
    ...common,
    id: node.id,
    kind: 'container',
    title: titleOf(node),
    slots: [...near.outer, ...far.outer],
    width,
    height,
    rows: { top: HEAD + WALL_TOP, height: WALL_ROW },
    foot,
  };
  return [...walls.flatMap((wall) => wallFace(wall, { width, height: height - HEAD - foot })), frame];
}

/** Height of the bar at the bottom: only where the inside runs several times there are steps to choose from. */
export const footOf = ({ type, params }: CheckedNode): number => (type?.container?.stacks(params) ? FOOT : 0);

function wallFace({ side, node, inner, rows, width }: Boundary, frame: { width: number; height: number }): Face[] {
  if (!node) return [];
  return [
    {
      id: node.id,
      kind: 'wall',
      title: titleOf(node),
      tag: '',
      picture: NO_PICTURE,
      slots: inner,
      width,
      height: frame.height,
      rows: { top: WALL_TOP, height: WALL_ROW },
      place: { x: side === 'inputs' ? 0 : frame.width - width, y: HEAD },
      wall: { boundary: side, rows },
    },
  ];
}

function boundaryOf(
  side: Boundary['side'],
  container: CheckedNode,
  children: readonly GraphNode[],
  checked: Checked,
  wired: ReadonlySet<string>,
): Boundary {
  const child = children.find(({ type }) => nodeType(type)?.boundary === side);
  const node = child && checked.nodes.get(child.id);
  const near = side === 'inputs';
  const listed = wallOf(container.id, children)[side];
  const outside = near ? inputSlots(container, checked.sizes) : outputSlots(container, checked.sizes, wired);
  const within = !node ? [] : near ? outputSlots(node, checked.sizes, wired) : inputSlots(node, checked.sizes);
  // What only the container has, such as which steps are padded, comes after the ports of the wall.
  const names = [...new Set([...listed, ...outside.map(({ port }) => ({ name: port }))].map(({ name }) => name))];
  const kinds = new Map(listed.map(({ name, kind }) => [name, kind]));
  const placed = (slots: readonly FreeSlot[], fresh: Side): PortSlot[] => [
    ...slots.map((slot) => {
      const kind = kinds.get(slot.port);
      return { ...slot, row: names.indexOf(slot.port), ...(kind === undefined ? {} : { kind }) };
    }),
    ...(node ? [{ ...freshSlot(fresh), row: names.length }] : []),
  ];
  const rows = names.map((name): WallRow => {
    const [out, inn] = [outside, within].map((slots) => slots.find(({ port }) => port === name)?.shape);
    return { name, kind: kinds.get(name) ?? '', shapes: through(near ? [out, inn] : [inn, out]) };
  });
  return {
    side,
    node,
    outer: placed(outside, near ? 'input' : 'output'),
    inner: placed(within, near ? 'output' : 'input'),
    rows: [...rows, { name: '', kind: '', shapes: '' }],
    width: wallWidth(rows),
  };
}

/** `any` is what a port takes of which nothing is known: it says nothing beside a shape. */
function through(shapes: readonly (string | undefined)[]): string {
  const known = shapes.filter((shape) => shape !== undefined && shape !== 'any' && shape !== '');
  return [...new Set(known)].join(' → ');
}

function wallWidth(rows: readonly WallRow[]): number {
  const widths = rows.map(({ name, shapes }) => Math.max(MARK + textWidth(name, 11), textWidth(shapes, 10)));
  return even(clamp(Math.max(0, ...widths) + 2 * PADDING + 4, LEAST_WALL, MOST_WALL));
}

/** How far what lies in a container reaches, from its top left corner; nothing when it is empty. */
function extentOf(
  children: readonly GraphNode[],
  faces: ReadonlyMap<string, Face>,
  walls: ReadonlySet<string | undefined>,
): { width: number; height: number } {
  let [width, height] = [0, 0];
  for (const { id, position } of children) {
    const face = faces.get(id);
    if (!face || walls.has(id)) continue;
    width = Math.max(width, position.x + face.width);
    height = Math.max(height, position.y + face.height);
  }
  return { width, height };
}
