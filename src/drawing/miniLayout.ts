// The picture on a node: how many cells fit, how large they are, and what has to be said about the rest.
import { formatInteger } from './format';
import type { MatrixView, ValueTensor } from './valueTensor';

export interface MiniLayoutInput {
  /** px that words and cells together may take. */
  readonly maxWidth: number;
  readonly maxHeight: number;
  /** Whether words may stand beside and over the cells. */
  readonly hasRowWords: boolean;
  readonly hasColWords: boolean;
}

export interface MiniLayout {
  /** Cells drawn: the first ones of each axis. */
  readonly rows: number;
  readonly cols: number;
  /** From one cell to the next, gap included; px. */
  readonly strideX: number;
  readonly strideY: number;
  readonly gap: number;
  /** Where the cells start: room for row words at the left, column words above; px. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly showsRowWords: boolean;
  readonly showsColWords: boolean;
  /** `first 12 of 512 columns` where not all cells are drawn. */
  readonly note: string | undefined;
}

/** Which axes of a value have words of their own. */
export const wordsBeside = ({ shape, rowLabels, colLabels }: ValueTensor) => ({
  hasRowWords: shape.length > 1 && Boolean(rowLabels),
  hasColWords: Boolean(shape.length > 1 ? colLabels : rowLabels),
});

const CELL = 11;
const WIDE_CELL = 17;
const SMALLEST = 2;
const WORD_ROOM = 38;
const CHARACTER = 5.4;
/** Characters that a word at a picture may have. */
export const MINI_WORD = 8;

export function miniLayout(view: MatrixView, input: MiniLayoutInput): MiniLayout {
  const showsRowWords = input.hasRowWords && view.rows * 10 <= input.maxHeight;
  const left = showsRowWords ? roomFor(view.rowWords) : 0;
  const across = cellsInRoom(view.cols, input.maxWidth - left, view.cols <= 2 ? WIDE_CELL : CELL);
  const showsColWords = input.hasColWords && across.stride >= 10;
  const top = showsColWords ? roomFor(view.colWords) : 0;
  const down = cellsInRoom(view.rows, input.maxHeight, view.rows === 1 ? 15 : CELL);
  return {
    rows: down.count,
    cols: across.count,
    strideX: across.stride,
    strideY: down.stride,
    gap: Math.min(across.stride, down.stride) >= 4 ? 1 : 0,
    left,
    top,
    width: left + across.count * across.stride,
    height: top + down.count * down.stride,
    showsRowWords,
    showsColWords,
    note: noteOf(view, down.count, across.count),
  };
}

/** Cells of at most `largest` px side by side in `room` px; where even the smallest do not fit, only the first ones. */
function cellsInRoom(
  count: number,
  room: number,
  largest: number,
): { readonly count: number; readonly stride: number } {
  const shown = Math.max(1, Math.min(count, Math.floor(room / SMALLEST)));
  return { count: shown, stride: Math.min(largest, Math.max(SMALLEST, Math.floor((room / shown) * 2) / 2)) };
}

function roomFor(words: readonly string[]): number {
  const longest = words.reduce((most, word) => Math.max(most, Math.min(MINI_WORD, word.length)), 0);
  return longest === 0 ? 0 : Math.min(WORD_ROOM, Math.ceil(longest * CHARACTER) + 5);
}

function noteOf(view: MatrixView, rows: number, cols: number): string | undefined {
  const cutRows = rows < view.rows;
  const cutCols = cols < view.cols;
  if (cutRows && cutCols) return `first ${rows} × ${cols} of ${formatInteger(view.rows)} × ${formatInteger(view.cols)}`;
  if (cutRows) return `first ${rows} of ${formatInteger(view.rows)} rows`;
  return cutCols ? `first ${cols} of ${formatInteger(view.cols)} columns` : undefined;
}
