// The size of every node and the place of its ports, from types alone: known before anything runs or is drawn. Pure.
import type { Checked, CheckedNode } from '../execution/checked';
import type { GraphNode, Position } from '../graph/graph';
import type { NodeType } from '../nodes/node';
import type { AttentionKind } from './attentionKind';
import { miniLayout, wordsBeside } from './miniLayout';
import { emptyPicture } from './picture';
import { type PortSlot, slotsOf } from './ports';
import { textWidth } from './textWidth';
import { matrixOf, type ValueTensor } from './valueTensor';

/** px, as in the mock. */
export const TITLE = 30;
export const ROW = 28;
export const PADDING = 9;
export const PICTURE_TOP = 6;
const PICTURE_BOTTOM = 14;
const LEAST_WIDTH = 92;
const MOST_WIDTH = 208;
const WAITING: PictureRoom = { width: 74, height: 46, cells: { width: 74, height: 46 } };
export const NO_PICTURE: PictureRoom = { width: 0, height: 0, cells: { width: 0, height: 0 } };
/** The line under a picture that shows a part. */
const NOTE = 16;
/** Largest picture, words included. */
export const PICTURE = { maxWidth: 104, maxHeight: 66 };

/**
 * `card`: a node with ports, or a container that is closed; `prose`: words on the paper; `box`: a titled frame behind
 * others; `container`: an open one, around what lies in it; `wall`: the strip at its left or right with its ports.
 */
export type FaceKind = 'card' | 'prose' | 'box' | 'container' | 'wall';

/** A port as it is read through a wall. */
export interface WallRow {
  readonly name: string;
  readonly kind: string;
  /** `3 × 16 → 1 × 16`, in the direction of the wires; once where both sides see the same. */
  readonly shapes: string;
}

export interface Face {
  readonly id: string;
  readonly kind: FaceKind;
  readonly title: string;
  readonly tag: string;
  /** Whom it lets attend to whom; its mark and, of a block, its edge have the hue of that. */
  readonly attention?: AttentionKind;
  readonly slots: readonly PortSlot[];
  readonly width: number;
  readonly height: number;
  /** Room for the picture of the first output; kept while the node waits, so that nothing jumps. */
  readonly picture: PictureRoom;
  /** Where the first row of ports starts, and how far the next one is, px from the top. */
  readonly rows: { readonly top: number; readonly height: number };
  /** Where it stands in its container, whatever place its node has. */
  readonly place?: Position;
  /** Height of the bar at the bottom of an open container; 0 where there is none. */
  readonly foot?: number;
  /** Of a wall. */
  readonly wall?: { readonly boundary: 'inputs' | 'outputs'; readonly rows: readonly WallRow[] };
}

const CARD_ROWS = { top: TITLE, height: ROW };

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
  y: face.rows.top + face.rows.height * row + face.rows.height / 2,
});

export function cardFace(
  node: CheckedNode,
  checked: Checked,
  wired: ReadonlySet<string>,
  last: Face | undefined,
  attention: AttentionKind | undefined,
): Face {
  const kind = faceKind(node.type);
  const title = titleOf(node);
  const common = { id: node.id, kind, title, rows: CARD_ROWS, ...(attention && { attention }) };
  if (kind !== 'card') {
    const size = noteSize(node.node, kind, node.params);
    return { ...common, tag: '', slots: [], picture: NO_PICTURE, ...size };
  }
  const tag = tagOf(node, attention);
  const slots = slotsOf(node, checked.sizes, wired);
  const picture = pictureRoom(node, checked, last);
  // A closed container has a button to open it.
  const head = widest(title, tag, slots, picture.width) + (node.type?.container ? 22 : 0);
  const width = even(clamp(head + 2 * PADDING, LEAST_WIDTH, MOST_WIDTH));
  const rows = Math.max(0, ...slots.map(({ row }) => row + 1));
  const below = picture.height > 0 ? PICTURE_TOP + picture.height + PICTURE_BOTTOM : PICTURE_BOTTOM;
  return { ...common, tag, slots, picture, width, height: even(TITLE + ROW * rows + below) };
}

export const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
export const even = (value: number): number => 2 * Math.ceil(value / 2);

/** A setting that cannot be worked with may have no short form either. A container says which attention it holds. */
export function tagOf({ type, params }: CheckedNode, attention: AttentionKind | undefined): string {
  const tag: unknown = type?.tag?.(params as never);
  const held = type?.container ? (attention ?? '') : '';
  return typeof tag === 'string' && tag !== '' ? tag : held;
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
  const [port, spec] = Object.entries(node.ports.outputs)[0] ?? [];
  if (port === undefined || spec === undefined) return node.type ? NO_PICTURE : WAITING;
  const type = node.outputs[port];
  const shows = spec.shows ?? (type?.dtype === 'int' ? 'tokens' : undefined);
  const tensor = type && emptyPicture(type.dims, shows, checked.symbols, checked.sizes);
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
  const { width, height, note } = miniLayout(view, { ...PICTURE, ...wordsBeside(tensor) });
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
