// Cuts what is drawn into parts. Pure.
import type { Size } from './layout';

/** A rectangle of texels. */
export interface Piece {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Renderers work on squares of four. */
const LEAST = 2;

const even = (n: number): number => Math.max(LEAST, n - (n % 2));

/** Whole rows where two of them are not too much, else parts of two rows: of at most `most` texels, or four. */
export function* piecesOf([width, height]: Size, most: number): Generator<Piece, void, void> {
  const columns = Math.min(width, even(Math.floor(most / LEAST)));
  const rows = columns < width ? LEAST : even(Math.floor(most / width));
  for (let y = 0; y < height; y += rows) {
    for (let x = 0; x < width; x += columns) {
      yield { x, y, width: Math.min(columns, width - x), height: Math.min(rows, height - y) };
    }
  }
}
