// A node as it stands on the canvas: title, ports with shapes, and the picture of its first output, or why there is none.
import { type Face, PADDING, PICTURE_TOP, portPoint, ROW, TITLE } from '../../drawing/face';
import { GLYPHS, type Glyph } from '../../drawing/glyphs';
import { brokenInside, nodeSay, waitsForNames } from '../../drawing/nodeState';
import { colour, hueToken, type Token } from '../../drawing/palette';
import type { PortSlot } from '../../drawing/ports';
import type { ShownTheme } from '../../drawing/scale';
import { textWidth } from '../../drawing/textWidth';
import type { Category } from '../../nodes/node';
import { picture } from './matrix';
import type { Drawn, Scene } from './scene';
import { cut, MIDDLE, text, wrapped } from './text';
import { at, tag, type Xml } from './xml';

export function card(scene: Scene, drawn: Drawn): Xml {
  const { theme } = scene;
  const { face, node, place } = drawn;
  const say = sayOf(scene, drawn);
  const off = node.node.mode !== undefined || !node.type;
  const box = { width: face.width, height: face.height, rx: 8, fill: colour(theme, 'surface') };
  const held = node.type?.container && face.attention ? hueToken('layer', face.attention) : 'line-2';
  const edge = say?.tone === 'problem' ? 'error' : off ? 'line-3' : held;
  return at(
    place.x,
    place.y,
    [
      tag('rect', {
        ...box,
        stroke: colour(theme, edge),
        'stroke-width': edge === 'line-2' ? 1 : 1.5,
        'stroke-dasharray': off ? '4 3' : undefined,
      }),
      ...titleRow(theme, drawn),
      ...face.slots.flatMap((slot) => portWords(theme, face, slot)),
      ...pictureOf(scene, drawn, say),
      ...face.slots.flatMap((slot) => port(theme, face, slot)),
    ],
    { 'data-node': face.id },
  );
}

function titleRow(theme: ShownTheme, { face, node }: Drawn): Xml[] {
  const middle = (TITLE - 1) / 2;
  const closed = node.type?.container !== undefined;
  const right = face.width - 8 - (closed ? 18 : 0);
  const room = right - 26 - (face.tag === '' ? 0 : textWidth(face.tag, 10) + 6);
  return [
    ...(node.type
      ? [glyph(theme, hueToken(node.type.category, face.attention), node.type.category, 9, middle - 5)]
      : []),
    text(theme, 26, middle + 13 * MIDDLE, cut(face.title, 13, room), { size: 13, ink: 'ink', weight: 600 }),
    ...(face.tag === ''
      ? []
      : [text(theme, right, middle + 10 * MIDDLE, face.tag, { size: 10, ink: 'ink-3', weight: 500, anchor: 'end' })]),
    ...(closed
      ? [
          tag('path', {
            d: `M${face.width - 18} ${middle}h8m-4-4v8`,
            stroke: colour(theme, 'ink-3'),
            'stroke-width': 1.25,
          }),
        ]
      : []),
    tag('path', { d: `M0 ${TITLE - 0.5}h${face.width}`, stroke: colour(theme, 'line') }),
  ];
}

export function glyph(theme: ShownTheme, hue: Token, category: Category, x: number, y: number): Xml {
  const { d, line }: Glyph = GLYPHS[category === 'note' ? 'notes' : category];
  const ink = colour(theme, hue);
  const look =
    line === undefined ? { fill: ink } : { fill: 'none', stroke: ink, 'stroke-width': line, 'stroke-linecap': 'round' };
  return at(x, y, [tag('path', { d, ...look })]);
}

function portWords(theme: ShownTheme, face: Face, slot: PortSlot): Xml[] {
  const top = TITLE + ROW * slot.row + 2;
  const input = slot.side === 'input';
  const other = face.slots.find(({ side, row }) => side !== slot.side && row === slot.row);
  const taken = other ? Math.min(face.width / 2, textWidth(other.name, 11) + 8) : 0;
  const room = face.width - 2 * PADDING - taken;
  const x = input ? PADDING : face.width - PADDING;
  const anchor = input ? {} : ({ anchor: 'end' } as const);
  return [
    text(theme, x, top + 10, cut(slot.name, 11, room), anchor),
    text(theme, x, top + 21.6, cut(slot.shape, 10, room), { size: 10, ink: 'ink-3', ...anchor }),
  ];
}

/** The circle of a port: filled where something is wired, dotted where nothing has to be. */
export function port(theme: ShownTheme, face: Face, slot: PortSlot): Xml[] {
  if (slot.fresh) return [];
  const { x, y } = portPoint(face, slot);
  const wire = colour(theme, 'wire');
  const dots = slot.optional && !slot.wired ? '1.5 1.5' : undefined;
  const fill = slot.wired ? wire : colour(theme, 'surface');
  return [tag('circle', { cx: x, cy: y, r: 3.75, fill, stroke: wire, 'stroke-width': 1.5, 'stroke-dasharray': dots })];
}

type Say = ReturnType<typeof nodeSay>;

/** Why it shows no value: a mistake, or what it waits for. That it only was not run is no fault of it. */
function sayOf({ checked }: Scene, { node, tensor }: Drawn): Say {
  const inside = brokenInside(checked, node.id);
  const waitsFor = waitsForNames(checked, node);
  const situation = { node, inside, waitsFor, hasValue: tensor !== undefined, starting: false, runProblem: undefined };
  const say = nodeSay(situation);
  return say?.tone === 'busy' ? undefined : say;
}

function pictureOf({ theme }: Scene, { face, tensor }: Drawn, say: Say): Xml[] {
  const rows = Math.max(0, ...face.slots.map(({ row }) => row + 1));
  const room = { width: face.width - 2 * PADDING, height: face.picture.height };
  const inside = say
    ? sayBox(theme, `${say.before} ${say.strong}`.trim(), say.tone === 'problem', room)
    : tensor
      ? picture(theme, tensor, room)
      : [];
  return inside.length === 0 ? [] : [at(PADDING, TITLE + ROW * rows + PICTURE_TOP, inside)];
}

const MOST_LINES = 4;

function sayBox(theme: ShownTheme, words: string, bad: boolean, room: { width: number; height: number }): Xml[] {
  const all = wrapped(words, 11, room.width - 10);
  const lines = all.length > MOST_LINES ? [...all.slice(0, MOST_LINES - 1), `${all[MOST_LINES - 1]}…`] : all;
  const height = 14 * lines.length + 14;
  const top = (room.height - height) / 2;
  const edge = { stroke: colour(theme, bad ? 'error' : 'line-2'), 'stroke-dasharray': '3 3', fill: 'none' };
  return [
    tag('rect', { y: top, width: room.width, height, rx: 6, ...edge }),
    ...lines.map((line, i) =>
      text(theme, room.width / 2, top + 7 + 14 * i + 11, line, { ink: bad ? 'error' : 'ink-3', anchor: 'middle' }),
    ),
  ];
}
