// The value of an output as its picture takes it: cells with the words of their dims. Pure.
import type { GraphSymbol } from '../../execution/symbols';
import type { Port } from '../../nodes/node';
import type { Dim, Sizes } from '../../tensor/dim';
import { sizeOf } from '../../tensor/dim';
import type { ValueTensor } from '../values/valueTensor';

export type SymbolTable = ReadonlyMap<string, GraphSymbol>;

const LEADING: Readonly<Record<string, string>> = { B: 'batch', h: 'head' };

const wordsOf = (
  dim: Dim | undefined,
  size: number | undefined,
  symbols: SymbolTable,
): readonly string[] | undefined => {
  const labels = typeof dim === 'string' ? symbols.get(dim)?.labels : undefined;
  return labels?.length === size ? labels : undefined;
};

/** A symbol of one letter names its positions: d1, d2. */
const letterOf = (dim: Dim | undefined): string | undefined =>
  typeof dim === 'string' && /^\p{L}$/u.test(dim) ? dim : undefined;

export interface Cells {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** `dims` may be of another rank than the cells while a run is under way: then the words are left out. */
export function pictureOf(cells: Cells, dims: readonly Dim[], shows: Port['shows'], symbols: SymbolTable): ValueTensor {
  const { shape, data } = cells;
  const known = dims.length === shape.length ? dims : [];
  const isVector = shape.length === 1;
  return {
    shape,
    data,
    kind: shows ?? 'signed',
    rowLabels: isVector ? wordsOf(known[0], shape[0], symbols) : wordsOf(known.at(-2), shape.at(-2), symbols),
    colLabels: isVector ? undefined : wordsOf(known.at(-1), shape.at(-1), symbols),
    rowLetter: letterOf(known.at(-2)),
    colLetter: letterOf(known.at(-1)),
    leadingNames: known.slice(0, -2).map((dim) => LEADING[dim] ?? String(dim)),
  };
}

const NO_CELLS = new Float32Array(0);

/** The picture that will be there once the value is; undefined while a size is unknown. */
export function emptyPicture(
  dims: readonly Dim[],
  shows: Port['shows'],
  symbols: SymbolTable,
  sizes: Sizes,
): ValueTensor | undefined {
  const shape = dims.map((dim) => sizeOf(dim, sizes));
  if (shape.some((size) => size === undefined)) return undefined;
  return pictureOf({ shape: shape as number[], data: NO_CELLS }, dims, shows, symbols);
}
