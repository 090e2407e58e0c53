// One value as a picture of its own: every matrix of it with its words and numbers, and what the colours mean.
import { cellText } from '../../drawing/cellText';
import { formatCompact } from '../../drawing/format';
import { type HeatmapLayout, heatmapLayout } from '../../drawing/heatmapLayout';
import { colour } from '../../drawing/palette';
import { cellFace, paint, placeOf, type ShownTheme, STOPS } from '../../drawing/scale';
import {
  isMaskedAt,
  type MatrixView,
  matrixNames,
  matrixOf,
  rowLimit,
  type ValueTensor,
} from '../../drawing/valueTensor';
import { count } from '../../tensor/tensor';
import { cellFill, fault } from './matrix';
import { sheet } from './sheet';
import { cut, MIDDLE, text } from './text';
import { at, tag, type Xml } from './xml';

export interface HeatmapLook {
  readonly theme: ShownTheme;
  /** What it is, over the cells. */
  readonly label: string;
  /** Each row on a scale of its own. */
  readonly perRow?: boolean;
  /** The graph file that the picture carries. */
  readonly json: string;
}

/** Cells that a picture holds: a file of some 10 MB. */
export const MOST_CELLS = 65_536;
/** Cells of a matrix that have their numbers written in. */
const MOST_NUMBERS = 1_024;
/** px. */
const [WIDTH, TITLE, CAPTION, GAP, LEGEND] = [560, 26, 18, 14, 24];

/** Throws RangeError for what has no cells, or more than a picture holds. */
export function heatmapSvg(tensor: ValueTensor, look: HeatmapLook): Xml {
  const cells = count(tensor.shape);
  if (cells === 0) throw new RangeError('there is nothing to draw: this value has no cells');
  if (cells > MOST_CELLS) {
    throw new RangeError(`this value has ${cells} cells, and a picture holds ${MOST_CELLS}: copy it as CSV or NumPy`);
  }
  const parts: Xml[] = [text(look.theme, 0, TITLE / 2, look.label, { size: 13, ink: 'ink', weight: 600 })];
  let [y, width] = [TITLE, look.label.length * 8];
  for (const leading of places(tensor.shape.slice(0, -2))) {
    const matrix = oneMatrix(tensor, leading, look);
    parts.push(at(0, y, matrix.xml));
    y += matrix.height + GAP;
    width = Math.max(width, matrix.width);
  }
  parts.push(at(0, y - GAP + 8, legend(look, matrixOf(tensor))));
  return sheet({
    theme: look.theme,
    title: look.label,
    json: look.json,
    box: { x: 0, y: 0, width: Math.max(width, 200), height: y - GAP + LEGEND },
    parts,
  });
}

/** Every position of the leading axes; one for none. */
export function places(sizes: readonly number[]): number[][] {
  return sizes.reduce<number[][]>(
    (all, size) => all.flatMap((place) => Array.from({ length: size }, (_, k) => [...place, k])),
    [[]],
  );
}

function oneMatrix(tensor: ValueTensor, leading: readonly number[], look: HeatmapLook) {
  const view = matrixOf(tensor, leading);
  const layout = heatmapLayout(view, 'large', WIDTH, false, view.rows * view.cols <= MOST_NUMBERS);
  const names = matrixNames(tensor, leading).join(', ');
  const top = (names === '' ? 0 : CAPTION) + layout.headHeight;
  const caption = names === '' ? [] : [text(look.theme, 0, 12, names)];
  return {
    xml: [...caption, at(layout.gutter, top, cellsOf(view, layout, look)), at(0, top, words(view, layout, look.theme))],
    width: layout.gutter + view.cols * layout.colWidth,
    height: top + view.rows * layout.rowHeight,
  };
}

function words(
  view: MatrixView,
  { gutter, colWidth, rowHeight, turned, headHeight }: HeatmapLayout,
  theme: ShownTheme,
) {
  const rows = gutter === 0 ? [] : view.rowWords;
  const beside = rows.map((word, row) =>
    text(theme, gutter - 7, (row + 0.5) * rowHeight + 11 * MIDDLE, cut(word, 11, gutter - 8), { anchor: 'end' }),
  );
  const over = view.colWords.map((word, col) => {
    const x = gutter + (col + 0.5) * colWidth;
    if (!turned) return text(theme, x, -7, word, { anchor: 'middle' });
    return text(theme, 0, 0, cut(word, 11, headHeight - 8), { transform: `translate(${x + 4} -5) rotate(-90)` });
  });
  return headHeight === 0 ? beside : [...beside, ...over];
}

function cellsOf(view: MatrixView, layout: HeatmapLayout, { theme, perRow }: HeatmapLook): Xml[] {
  const gap = Math.min(layout.colWidth, layout.rowHeight) >= 4 ? 1 : 0;
  return Array.from({ length: view.rows * view.cols }, (_, index) => {
    const [row, col] = [Math.floor(index / view.cols), index % view.cols];
    const limit = perRow ? rowLimit(view, row) : view.limit;
    const [x, y] = [col * layout.colWidth, row * layout.rowHeight];
    const box = { x, y, width: layout.colWidth - gap, height: layout.rowHeight - gap };
    return cell({ ...view, limit }, index, box, layout.numbers, theme);
  });
}

type Box = Readonly<Record<'x' | 'y' | 'width' | 'height', number>>;

function cell(view: MatrixView, index: number, box: Box, numbers: HeatmapLayout['numbers'], theme: ShownTheme): Xml {
  const value = view.data[index] ?? Number.NaN;
  const face = cellFace(value, isMaskedAt(view, index));
  const isFault = face === 'nan' || face === 'infinite';
  const back = isFault
    ? fault(theme, box, face === 'nan')
    : tag('rect', { ...box, fill: cellFill(theme, view, index) });
  if (numbers === 'none' || isFault) return back;
  const ink = face === 'value' ? paint(view.scale, placeOf(value, view.limit), theme).text : colour(theme, 'ink-3');
  const words = cellText(value, face, numbers === 'compact');
  const place = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  return tag('g', {}, [back, text(theme, place.x, place.y + 11 * MIDDLE, words, { anchor: 'middle', fill: ink })]);
}

const RAMP = 96;

function legend({ theme, perRow }: HeatmapLook, { scale, limit }: MatrixView): Xml[] {
  const most = perRow ? 'row’s largest' : limit === 1 ? '1' : formatCompact(limit);
  const least = scale === 'sequential' ? '0' : perRow ? '−row’s largest' : formatCompact(-limit);
  const stops = STOPS[scale][theme];
  const start = least.length * 6 + 10;
  const steps = stops.map((fill, k) => tag('stop', { offset: k / (stops.length - 1), 'stop-color': fill }));
  return [
    tag('linearGradient', { id: 'ramp' }, steps),
    text(theme, 0, 9, least, { ink: 'ink-3' }),
    tag('rect', { x: start, y: 2, width: RAMP, height: 6, rx: 3, fill: 'url(#ramp)' }),
    text(theme, start + RAMP + 8, 9, most, { ink: 'ink-3' }),
  ];
}
