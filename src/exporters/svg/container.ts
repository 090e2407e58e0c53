// An open container: its frame with title and step behind what lies in it, and its walls with the ports that go through.
import { HEAD } from '../../drawing/containerFace';
import type { WallRow } from '../../drawing/face';
import { colour, hueToken } from '../../drawing/palette';
import { chosenStep, stepText } from '../../drawing/stepValue';
import { textWidth } from '../../drawing/textWidth';
import { glyph, port } from './card';
import type { Drawn, Scene } from './scene';
import { cut, MIDDLE, text } from './text';
import { at, tag, type Xml } from './xml';

export function frame(scene: Scene, { face, node, place }: Drawn): Xml {
  const { theme } = scene;
  const category = node.type?.category;
  const edge = category === 'recurrent' || category === 'layer' ? hueToken(category, face.attention) : 'line-3';
  const kind = node.type && node.type.title !== face.title ? node.type.title.toLowerCase() : '';
  const title = cut(face.title, 13, face.width - 46);
  const words = [kind, face.tag].filter(Boolean).join(' · ');
  const after = 40 + textWidth(title, 13) * 1.04;
  return at(
    place.x,
    place.y,
    [
      tag('rect', {
        width: face.width,
        height: face.height,
        rx: 12,
        fill: colour(theme, 'paper'),
        stroke: colour(theme, edge),
        'stroke-width': 1.25,
      }),
      ...(category ? [glyph(theme, hueToken(category, face.attention), category, 14, 15)] : []),
      text(theme, 32, 20 + 13 * MIDDLE, title, { size: 13, ink: 'ink', weight: 600 }),
      text(theme, after, 20 + 12 * MIDDLE, cut(words, 12, face.width - after - 12), { size: 12, ink: 'ink-3' }),
      tag('path', { d: `M0 ${HEAD - 0.5}h${face.width}`, stroke: colour(theme, 'line') }),
      ...foot(scene, face.id, face.foot ?? 0, face),
    ],
    { 'data-node': face.id },
  );
}

/** The only step that the inside is drawn at, of how many. */
function foot(
  { theme, checked, values, steps }: Scene,
  id: string,
  height: number,
  box: { readonly width: number; readonly height: number },
): Xml[] {
  if (height === 0) return [];
  const chosen = chosenStep(checked, values, id, steps);
  const top = box.height - height;
  const words = chosen ? `At ${stepText(chosen)}` : '';
  return [
    tag('path', { d: `M0 ${top + 0.5}h${box.width}`, stroke: colour(theme, 'line') }),
    text(theme, 14, top + height / 2 + 12 * MIDDLE, words, { size: 12 }),
  ];
}

/** The ports of the container itself, on its edge, above the wires. */
export const framePorts = ({ theme }: Scene, { face, place }: Drawn): Xml =>
  at(
    place.x,
    place.y,
    face.slots.flatMap((slot) => port(theme, face, slot)),
  );

export function wall({ theme }: Scene, { face, place }: Drawn): Xml {
  const far = face.wall?.boundary === 'outputs';
  const rows = (face.wall?.rows ?? []).flatMap((row, i) => wallRow(row, face.rows.top + face.rows.height * i));
  const edge = tag('path', { d: `M${far ? 0.5 : face.width - 0.5} 0v${face.height}`, stroke: colour(theme, 'line') });

  function wallRow({ name, kind, shapes }: WallRow, top: number): Xml[] {
    if (name === '') return [];
    const x = far ? face.width - 11 : 11;
    const anchor = far ? ({ anchor: 'end' } as const) : {};
    const middle = top + face.rows.height / 2;
    const [from, to] = far ? [0, face.width - 4] : [4, face.width];
    const line = tag('path', { d: `M${from} ${middle}H${to}`, stroke: colour(theme, 'wire'), 'stroke-width': 1.25 });
    return [
      text(theme, x, top + 14, cut(name, 11, face.width - 18), anchor),
      ...(kind === '' ? [] : [line]),
      text(theme, x, top + 30.6, cut(shapes, 10, face.width - 18), { size: 10, ink: 'ink-3', ...anchor }),
    ];
  }

  return at(place.x, place.y, [edge, ...rows, ...face.slots.flatMap((slot) => port(theme, face, slot))], {
    'data-node': face.id,
  });
}
