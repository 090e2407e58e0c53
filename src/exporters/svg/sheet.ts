// The paper that every picture stands on: one SVG element that stands for itself, with its title and the graph inside.
import { colour } from '../../drawing/palette';
import type { ShownTheme } from '../../drawing/scale';
import { graphElement } from './graphInside';
import { hatchPattern } from './matrix';
import { escaped, tag, type Xml } from './xml';

const FONT = "'Inter Variable', Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif";
/** px of paper around everything. */
const MARGIN = 28;

export interface Sheet {
  readonly theme: ShownTheme;
  readonly title: string;
  /** The graph file that the picture carries. */
  readonly json: string;
  /** Around all parts. */
  readonly box: Readonly<Record<'x' | 'y' | 'width' | 'height', number>>;
  /** From the back to the front. */
  readonly parts: readonly Xml[];
}

export function sheet({ theme, title, json, box, parts }: Sheet): Xml {
  const [x, y] = [Math.floor(box.x - MARGIN), Math.floor(box.y - MARGIN)];
  const width = Math.ceil(box.x + box.width + MARGIN) - x;
  const height = Math.ceil(box.y + box.height + MARGIN) - y;
  return tag(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `${x} ${y} ${width} ${height}`,
      'font-family': FONT,
      role: 'img',
    },
    [
      tag('title', {}, [escaped(title)]),
      graphElement(json),
      tag('defs', {}, [hatchPattern(theme)]),
      tag('rect', { x, y, width, height, fill: colour(theme, 'paper') }),
      ...parts,
    ],
  );
}
