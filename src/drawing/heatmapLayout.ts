// How large the cells of a heatmap are, and how much text they can hold.
import type { MatrixView } from './valueTensor';

export type HeatmapSize = 'large' | 'small';

export interface HeatmapLayout {
  /** Width of the row words, of a column, and height of a row and of the column words; px. */
  readonly gutter: number;
  readonly colWidth: number;
  readonly rowHeight: number;
  readonly headHeight: number;
  /** Column words are turned where they do not fit. */
  readonly turned: boolean;
  readonly numbers: 'full' | 'compact' | 'none';
}

const FULL = { large: 50, small: 46 };
const COMPACT = { large: 36, small: 30 };
const SIGN = 5;
const GUTTER = { large: { least: 28, most: 96 }, small: { least: 22, most: 72 } };
const CHARACTER = { large: 7, small: 6.2 };
const BARE_CELL = 11;
const WIDEST = 120;

/** Cells fill `width`; where numbers do not fit even with two decimals, the grid scrolls (or, unnumbered, cells shrink). */
export function heatmapLayout(
  view: MatrixView,
  size: HeatmapSize,
  width: number,
  narrow: boolean,
  numbered: boolean,
): HeatmapLayout {
  const gutter = gutterFor(view.rowWords, size);
  const share = Math.max(1, width - gutter) / Math.max(1, view.cols);
  const compact = hasSigns(view) ? COMPACT[size] + SIGN : COMPACT[size];
  const least = numbered ? compact : BARE_CELL;
  const colWidth = Math.min(size === 'large' ? WIDEST : width, Math.max(least, Math.floor(share * 100) / 100));
  const full = view.scale === 'sequential' ? FULL[size] - 2 : FULL[size];
  const rowHeight = numbered ? fixedRow(size, narrow) : Math.min(fixedRow(size, narrow), Math.max(BARE_CELL, colWidth));
  const longest = view.colWords.reduce((most, word) => Math.max(most, word.length), 0);
  const turned = longest * CHARACTER[size] > colWidth - 2;
  return {
    gutter,
    colWidth,
    rowHeight,
    headHeight: headHeight(longest, turned, CHARACTER[size]),
    turned,
    numbers: numbered ? (colWidth >= full ? 'full' : 'compact') : 'none',
  };
}

/** A sign takes room that attention weights, and scores above zero, do not need. */
const hasSigns = ({ scale, data }: MatrixView): boolean =>
  scale !== 'sequential' && data.some((value) => value < 0 && value !== Number.NEGATIVE_INFINITY);

function gutterFor(words: readonly string[], size: HeatmapSize): number {
  const longest = words.reduce((most, word) => Math.max(most, word.length), 0);
  const { least, most } = GUTTER[size];
  return longest === 0 ? 0 : Math.min(most, Math.max(least, Math.ceil(longest * CHARACTER[size]) + 11));
}

const fixedRow = (size: HeatmapSize, narrow: boolean): number =>
  size === 'large' ? (narrow ? 25 : 29) : narrow ? 20 : 22;

function headHeight(longest: number, turned: boolean, character: number): number {
  if (longest === 0) return 0;
  return turned ? Math.min(64, Math.max(28, Math.ceil(longest * character) + 6)) : 22;
}
