// The small picture of a value in a node: its cells with their words, hatched where a pair is masked.
import { truncateWord, visibleWord } from '../../drawing/axisWords';
import { type Face, PICTURE } from '../../drawing/face';
import { formatNumber } from '../../drawing/format';
import { MINI_WORD, type MiniLayout, miniLayout, wordsBeside } from '../../drawing/miniLayout';
import { colour } from '../../drawing/palette';
import { cellFace, paint, placeOf, type ShownTheme } from '../../drawing/scale';
import { shownTokens } from '../../drawing/shownTokens';
import { isMaskedAt, type MatrixView, matrixNames, matrixOf, type ValueTensor } from '../../drawing/valueTensor';
import { text } from './text';
import { at, tag, type Xml } from './xml';

const HATCH = 'hatch';

/** The pattern that masked cells are filled with; once a picture. */
export const hatchPattern = (theme: ShownTheme): Xml =>
  tag('pattern', { id: HATCH, width: 4, height: 4, patternUnits: 'userSpaceOnUse' }, [
    tag('path', {
      d: 'M-1 1l2-2M0 4 4 0M3 5l2-2',
      fill: 'none',
      stroke: colour(theme, 'hatch'),
      'stroke-width': 0.9,
    }),
  ]);

/** In the middle of the room that a face keeps; from the top left corner of that room. */
export function picture(theme: ShownTheme, tensor: ValueTensor, room: Pick<Face, 'width' | 'height'>): Xml[] {
  const middle = room.width / 2;
  if (tensor.shape.length === 0) {
    const words = formatNumber(tensor.data[0] ?? Number.NaN);
    return [text(theme, middle, room.height / 2 + 4.7, words, { size: 13, ink: 'ink', anchor: 'middle' })];
  }
  const view = matrixOf(tensor);
  if (view.rows * view.cols === 0) return [text(theme, middle, 10, 'no cells', { size: 10, anchor: 'middle' })];
  if (tensor.kind === 'tokens') return tokens(theme, shownTokens(tensor, view), room);
  const layout = miniLayout(view, { ...PICTURE, ...wordsBeside(tensor) });
  const note = [...matrixNames(tensor, []), layout.note].filter(Boolean).join(', ');
  const top = Math.max(0, (room.height - layout.height - (note === '' ? 0 : 16)) / 2);
  const cells = [...matrixCells(theme, view, layout), ...matrixWords(theme, view, layout)];
  const below = text(theme, middle, top + layout.height + 12.6, note, { size: 10, ink: 'ink-3', anchor: 'middle' });
  return [at((room.width - layout.width) / 2, top, cells), ...(note === '' ? [] : [below])];
}

function tokens(
  theme: ShownTheme,
  { words, more }: ReturnType<typeof shownTokens>,
  room: { readonly width: number; readonly height: number },
): Xml[] {
  const lines = more === 0 ? words : [...words, `and ${more} more`];
  const top = Math.max(0, (room.height - 16 * lines.length) / 2);
  return lines.map((word, i) =>
    text(theme, room.width / 2, top + 16 * i + 12, visibleWord(word), {
      size: i < words.length ? 11 : 10,
      anchor: 'middle',
    }),
  );
}

export function matrixCells(theme: ShownTheme, view: MatrixView, layout: MiniLayout): Xml[] {
  return Array.from({ length: layout.rows * layout.cols }, (_, at) => {
    const row = Math.floor(at / layout.cols);
    const col = at % layout.cols;
    const index = row * view.cols + col;
    const value = view.data[index] ?? Number.NaN;
    const face = cellFace(value, isMaskedAt(view, index));
    const box = {
      x: layout.left + col * layout.strideX,
      y: layout.top + row * layout.strideY,
      width: layout.strideX - layout.gap,
      height: layout.strideY - layout.gap,
    };
    if (face === 'nan' || face === 'infinite') return fault(theme, box, face === 'nan');
    return tag('rect', { ...box, fill: cellFill(theme, view, index) });
  });
}

/** Of a cell that is a number or masked. */
export function cellFill(theme: ShownTheme, view: MatrixView, index: number): string {
  const value = view.data[index] ?? Number.NaN;
  if (cellFace(value, isMaskedAt(view, index)) === 'masked') return `url(#${HATCH})`;
  return paint(view.scale, placeOf(value, view.limit), theme).fill;
}

type Box = Readonly<Record<'x' | 'y' | 'width' | 'height', number>>;

/** A cell that is no number: a cross for NaN, an upright bar for infinity. */
export function fault(theme: ShownTheme, box: Box, isNan: boolean): Xml {
  const { x, y, width, height } = box;
  const d = isNan
    ? `M${x} ${y}l${width} ${height}M${x + width} ${y}l${-width} ${height}`
    : `M${x + width / 2} ${y}v${height}`;
  return tag('g', {}, [
    tag('rect', { ...box, fill: colour(theme, 'error-soft') }),
    tag('path', { d, stroke: colour(theme, 'error'), 'stroke-width': 1.25, fill: 'none' }),
  ]);
}

function matrixWords(theme: ShownTheme, view: MatrixView, layout: MiniLayout): Xml[] {
  const { left, top, strideX, strideY, rows, cols } = layout;
  const look = { size: 10, ink: 'ink-3' } as const;
  const shown = (words: readonly string[], count: number): string[] =>
    words.slice(0, count).map((word) => truncateWord(word, MINI_WORD));
  const beside = shown(layout.showsRowWords ? view.rowWords : [], rows).map((word, row) =>
    text(theme, left - 4, top + (row + 0.5) * strideY + 3, word, { ...look, anchor: 'end' }),
  );
  const over = shown(layout.showsColWords ? view.colWords : [], cols).map((word, col) => {
    const transform = `translate(${left + (col + 0.5) * strideX + 3} ${top - 4}) rotate(-90)`;
    return text(theme, 0, 0, word, { ...look, transform });
  });
  return [...beside, ...over];
}
