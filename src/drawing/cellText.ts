// The words for one cell: in the cell, in its tooltip, and read aloud.
import { formatCompact, formatExact, formatNumber } from './format';
import { type CellFace, cellFace } from './scale';
import { isMaskedAt, isNotYet, type MatrixView } from './valueTensor';

export const NOT_REACHED = 'not yet reached';

/** In the cell: a masked weight reads 0, a masked score −∞. */
export function cellText(value: number, face: CellFace, compact: boolean): string {
  if (face === 'masked' && value === 0) return '0';
  return compact ? formatCompact(value) : formatNumber(value);
}

/** `with → journey: 0.24598`: row word, column word, exact value, and what is special about it. */
export function cellSentence(view: MatrixView, row: number, col: number): string {
  const index = row * view.cols + col;
  const value = view.data[index] ?? Number.NaN;
  const where = [view.rowWords[row], view.colWords[col]].filter(Boolean).join(' → ');
  if (isNotYet(view, index)) return `${where}: ${NOT_REACHED}`;
  const text = `${where}${where ? ': ' : ''}${formatExact(value)}`;
  const face = cellFace(value, isMaskedAt(view, index));
  if (face === 'masked') return value === 0 ? `${text}, masked, exactly 0` : `${text}, masked`;
  if (face === 'nan') return `${text}, not a number`;
  return text;
}

/** In a table, where no hatching says it: `0.2758`, `0 (masked)`, `−∞ (masked)`. */
export function cellFaceText(view: MatrixView, row: number, col: number): string {
  const index = row * view.cols + col;
  const value = view.data[index] ?? Number.NaN;
  const face = cellFace(value, isMaskedAt(view, index));
  if (isNotYet(view, index)) return NOT_REACHED;
  const text = cellText(value, face, false);
  return face === 'masked' ? `${text} (masked)` : text;
}
