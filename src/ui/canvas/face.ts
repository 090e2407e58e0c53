// The size of every node and the place of its ports, from types alone: known before anything runs or is drawn. Pure.
import type { Checked, CheckedNode } from '../../execution/checked';
import type { Graph, GraphNode } from '../../graph/graph';
import type { NodeType } from '../../nodes/node';
import { miniLayout } from '../values/miniLayout';
import { matrixOf, type ValueTensor } from '../values/valueTensor';
import { emptyPicture } from './picture';
import { type PortSlot, slotsOf, wiredOutputsOf } from './ports';
import { textWidth } from './textWidth';

/** px, as in the mock. */
export const TITLE = 30;
export const ROW = 28;
export const PADDING = 9;
export const PICTURE_TOP = 6;
const PICTURE_BOTTOM = 14;
const LEAST_WIDTH = 92;
const MOST_WIDTH = 208;
const WAITING: PictureRoom = { width: 74, height: 46, cells: { width: 74, height: 46 } };
const NO_PICTURE: PictureRoom = { width: 0, height: 0, cells: { width: 0, height: 0 } };
/** The line under a picture that shows a part. */
const NOTE = 16;
/** Largest picture, words included. */
export const PICTURE = { maxWidth: 104, maxHeight: 66 };

/** `card`: a node with ports; `prose`: words on the paper; `box`: a titled frame behind others. */
export type FaceKind = 'card' | 'prose' | 'box';

export interface Face {
  readonly id: string;
  readonly kind: FaceKind;
  readonly title: string;
  readonly tag: string;
  readonly slots: readonly PortSlot[];
  readonly width: number;
  readonly height: number;
  /** Room for the picture of the first output; kept while the node waits, so that nothing jumps. */
  readonly picture: PictureRoom;
}

export interface PictureRoom {
  readonly width: number;
  readonly height: number;
  /** The cells alone, as the simple face shows them. */
  readonly cells: { readonly width: number; readonly height: number };
}

export const titleOf = ({ node, type }: Pick<CheckedNode, 'node' | 'type'>): string =>
  node.label ?? type?.title ?? node.type;

/** Notes have no ports; one that holds long text is prose, any other a box around nodes. */
export function faceKind(type: NodeType | undefined): FaceKind {
  if (type?.category !== 'note') return 'card';
  return Object.values(type.params).some(({ control }) => control === 'long-text') ? 'prose' : 'box';
}

/** Where a port's circle stands, from the top left corner of its node. */
export const portPoint = (face: Face, { side, row }: PortSlot) => ({
  x: side === 'input' ? 0 : face.width,
  y: TITLE + ROW * row + ROW / 2,
});

/** A face that is the same as before keeps its identity. */
export function facesOf(checked: Checked, before?: ReadonlyMap<string, Face>): Map<string, Face> {
  const wired = wiredOutputsOf(checked.graph);
  const faces = new Map<string, Face>();
  for (const { id } of checked.graph.nodes) {
    const node = checked.nodes.get(id);
    if (!node) continue;
    const last = before?.get(id);
    const now = faceOf(node, checked, wired, last);
    faces.set(id, last && JSON.stringify(last) === JSON.stringify(now) ? last : now);
  }
  return faces;
}

function faceOf(node: CheckedNode, checked: Checked, wired: ReadonlySet<string>, last: Face | undefined): Face {
  const kind = faceKind(node.type);
  const title = titleOf(node);
  if (kind !== 'card') {
    const size = noteSize(node.node, kind, node.params);
    return { id: node.id, kind, title, tag: '', slots: [], picture: NO_PICTURE, ...size };
  }
  const tag = tagOf(node);
  const slots = slotsOf(node, checked.sizes, wired);
  const picture = pictureRoom(node, checked, last);
  const width = even(clamp(widest(title, tag, slots, picture.width) + 2 * PADDING, LEAST_WIDTH, MOST_WIDTH));
  const rows = Math.max(0, ...slots.map(({ row }) => row + 1));
  const below = picture.height > 0 ? PICTURE_TOP + picture.height + PICTURE_BOTTOM : PICTURE_BOTTOM;
  return { id: node.id, kind, title, tag, slots, picture, width, height: even(TITLE + ROW * rows + below) };
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
const even = (value: number): number => 2 * Math.ceil(value / 2);

/** A setting that cannot be worked with may have no short form either. */
function tagOf({ type, params }: CheckedNode): string {
  const tag: unknown = type?.tag?.(params as never);
  return typeof tag === 'string' ? tag : '';
}

function widest(title: string, tag: string, slots: readonly PortSlot[], picture: number): number {
  const head = 17 + textWidth(title, 13) * 1.04 + (tag === '' ? 0 : 10 + textWidth(tag, 10));
  // The simple face writes the title larger.
  const simpleHead = 19 + textWidth(title, 16) * 1.04;
  const rows: { input: number; output: number }[] = [];
  for (const { side, row, name, shape } of slots) {
    rows[row] ??= { input: 0, output: 0 };
    (rows[row] as { input: number; output: number })[side] = Math.max(textWidth(name, 11), textWidth(shape, 10));
  }
  const across = rows.map(({ input, output }) => input + output + (input > 0 && output > 0 ? 12 : 0));
  return Math.max(head, simpleHead, picture, ...across);
}

function pictureRoom(node: CheckedNode, checked: Checked, last: Face | undefined): PictureRoom {
  const [port, spec] = Object.entries(node.type?.outputs ?? {})[0] ?? [];
  if (port === undefined || spec === undefined) return node.type ? NO_PICTURE : WAITING;
  const type = node.outputs[port];
  const tensor = type && emptyPicture(type.dims, spec.shows, checked.symbols, checked.sizes);
  if (tensor) return roomOf(tensor);
  return last ? last.picture : WAITING;
}

const alone = (width: number, height: number): PictureRoom => ({ width, height, cells: { width, height } });

function roomOf(tensor: ValueTensor): PictureRoom {
  const [rows = 1] = tensor.shape;
  if (tensor.shape.length === 0) return alone(60, 22);
  if (tensor.kind === 'tokens' && tensor.shape.length === 1) {
    const words = (tensor.rowLabels ?? []).slice(0, 7);
    return alone(Math.max(40, ...words.map((word) => textWidth(word, 11))), 16 * Math.min(7, rows));
  }
  const view = matrixOf(tensor);
  const isMatrix = tensor.shape.length > 1;
  const { width, height, note } = miniLayout(view, {
    ...PICTURE,
    hasRowWords: isMatrix && Boolean(tensor.rowLabels),
    hasColWords: Boolean(isMatrix ? tensor.colLabels : tensor.rowLabels),
  });
  const plain = miniLayout(view, { ...PICTURE, hasRowWords: false, hasColWords: false });
  const noted = (text: string | undefined) =>
    text !== undefined || tensor.shape.slice(0, -2).some((size) => size > 1) ? NOTE : 0;
  const cells = { width: plain.width, height: plain.height + noted(plain.note) };
  return { width, height: height + noted(note), cells };
}

const PROSE = { width: 360, line: 18 };
const BOX = { width: 320, height: 200 };

function noteSize(
  { size }: GraphNode,
  kind: FaceKind,
  params: CheckedNode['params'],
): { width: number; height: number } {
  if (kind === 'box') return size ?? BOX;
  const width = size?.width ?? PROSE.width;
  const written = Object.values(params).find((value) => typeof value === 'string') as string | undefined;
  const lines = (written || ' ').split('\n').map((line) => Math.max(1, Math.ceil(textWidth(line, 12) / (width - 14))));
  const height = PROSE.line * lines.reduce((sum, count) => sum + count, 0);
  return { width, height: Math.max(height, size?.height ?? 0) };
}

/** Where a node stands on the canvas, whatever it lies in. */
export function absolutePositions({ nodes }: Graph): Map<string, { x: number; y: number }> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return new Map(
    nodes.map((node) => {
      let { x, y } = node.position;
      for (let at = byId.get(node.parent ?? ''); at; at = byId.get(at.parent ?? '')) {
        x += at.position.x;
        y += at.position.y;
      }
      return [node.id, { x, y }];
    }),
  );
}
