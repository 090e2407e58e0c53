// The wires between the nodes of a picture, on the ways that the canvas finds for them, with the shapes that stand on them.
import { type DrawnWire, drawWires, emptyDrawing } from '../../drawing/drawnWires';
import { colour } from '../../drawing/palette';
import type { Point } from '../../drawing/route';
import type { ShownTheme } from '../../drawing/scale';
import { labelPlace, wirePath } from '../../drawing/wirePath';
import { wireShape, wireSlots } from '../../drawing/wireSlots';
import type { Scene } from './scene';
import { text } from './text';
import { tag, type Xml } from './xml';

export interface DrawnWires {
  readonly xml: readonly Xml[];
  /** Every corner, for the size of the picture. */
  readonly points: readonly Point[];
}

export function wires({ checked, faces, drawn, theme }: Scene): DrawnWires {
  const shown = checked.graph.edges.filter(({ source, target }) => faces.has(source) && faces.has(target));
  const slots = shown.map((edge) => wireSlots(edge, checked));
  const ways = drawWires(checked, faces, slots, emptyDrawing).wires;
  const chosen = shown.filter(({ source, target }) => drawn.has(source) && drawn.has(target));
  const parts = chosen.flatMap((edge) => {
    const way = ways.get(edge.id);
    return way ? [{ way, xml: wire(theme, edge.id, way, wireShape(edge, checked)) }] : [];
  });
  return { xml: parts.map(({ xml }) => xml), points: parts.flatMap(({ way }) => way.way) };
}

type Shape = ReturnType<typeof wireShape>;

function wire(theme: ShownTheme, id: string, { way, dots }: DrawnWire, shape: Shape): Xml {
  const stroke = { stroke: colour(theme, 'wire'), 'stroke-width': 1.25 };
  return tag('g', { 'data-wire': id }, [
    tag('path', { d: wirePath(way), fill: 'none', ...stroke }),
    ...dots.map(({ x, y }) => tag('circle', { cx: x, cy: y, r: 3, fill: colour(theme, 'surface'), ...stroke })),
    ...label(theme, way, shape),
  ]);
}

/** The wire is the fraction bar: symbolic above, concrete below. */
function label(theme: ShownTheme, way: DrawnWire['way'], { symbolic, concrete }: Shape): Xml[] {
  const place = concrete === '' ? undefined : labelPlace(way, symbolic, concrete);
  if (!place) return [];
  const { x, y, form, width } = place;
  const look = { size: 10, anchor: 'middle' } as const;
  if (form === 'inline') {
    const words = symbolic === concrete ? concrete : `${symbolic} = ${concrete}`;
    return [
      tag('rect', { x: x - width / 2, y: y - 8, width, height: 16, fill: colour(theme, 'paper') }),
      text(theme, x, y + 3.5, words, look),
    ];
  }
  const above = form === 'stacked' ? [text(theme, x, y - 4, symbolic, { ...look, ink: 'ink-3' })] : [];
  return [...above, text(theme, x, y + 11, concrete, look)];
}
