// Words on the paper and titled boxes, as the canvas shows them.
import { colour } from '../../drawing/palette';
import { proseRuns } from '../../drawing/prose';
import type { CheckedNode } from '../../execution/checked';
import type { Drawn, Scene } from './scene';
import { cut, MIDDLE, text, wrapped } from './text';
import { at, escaped, tag, type Xml } from './xml';

const writtenIn = ({ params }: CheckedNode): string => {
  const written = Object.values(params).find((value) => typeof value === 'string');
  return written === undefined ? '' : String(written);
};

export function box({ theme }: Scene, { face, node, place }: Drawn): Xml {
  const words = cut(writtenIn(node) || face.title, 12, face.width - 24);
  const fill = { fill: colour(theme, 'surface'), 'fill-opacity': 0.46, stroke: colour(theme, 'line-2') };
  const parts = [
    tag('rect', { width: face.width, height: face.height, rx: 12, ...fill }),
    text(theme, 12, 16 + 12 * MIDDLE, words, { size: 12, weight: 600 }),
  ];
  return at(place.x, place.y, parts, { 'data-node': face.id });
}

const LINE = 18;

/** Bold and italics are kept in a line that needs no break. */
export function prose({ theme }: Scene, { face, node, place }: Drawn): Xml {
  const lines = writtenIn(node)
    .split('\n')
    .flatMap((line) => {
      const plain = proseRuns(line).map((run) => run.text);
      const rows = wrapped(plain.join(''), 12, face.width - 14);
      return rows.length === 1 ? [proseRuns(line)] : rows.map((row) => proseRuns(row));
    });
  const look = { x: 14, 'font-size': 12, fill: colour(theme, 'ink-2') };
  const rows = lines.map((runs, i) =>
    tag(
      'text',
      { ...look, y: LINE * i + LINE / 2 + 12 * MIDDLE },
      runs.map(({ text: words, mark }) => {
        if (mark === 'bold') return tag('tspan', { 'font-weight': 600, fill: colour(theme, 'ink') }, [escaped(words)]);
        return mark === 'italic' ? tag('tspan', { 'font-style': 'italic' }, [escaped(words)]) : escaped(words);
      }),
    ),
  );
  const edge = tag('path', { d: `M1 0v${face.height}`, stroke: colour(theme, 'line-2'), 'stroke-width': 2 });
  return at(place.x, place.y, [edge, ...rows], { 'data-node': face.id });
}
