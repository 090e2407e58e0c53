// The picture that an output will have once its value is there: what its size on the card follows from. Pure.
import type { GraphSymbol } from '../execution/symbols';
import type { Port } from '../nodes/node';
import { type Dim, type Sizes, sizeOf } from '../tensor/dim';
import type { ValueTensor } from './valueTensor';

export type SymbolTable = ReadonlyMap<string, GraphSymbol>;

export const wordsOf = (dim: Dim | undefined, symbols: SymbolTable): readonly string[] | undefined =>
  typeof dim === 'string' ? symbols.get(dim)?.labels : undefined;

const NO_CELLS = new Float32Array(0);

/** Without cells; undefined while a size is unknown. */
export function emptyPicture(
  dims: readonly Dim[],
  shows: Port['shows'],
  symbols: SymbolTable,
  sizes: Sizes,
): ValueTensor | undefined {
  const shape = dims.map((dim) => sizeOf(dim, sizes));
  if (shape.some((size) => size === undefined)) return undefined;
  return {
    shape: shape as number[],
    data: NO_CELLS,
    kind: shows ?? 'signed',
    rowLabels: wordsOf(dims.length < 2 ? dims[0] : dims.at(-2), symbols),
    colLabels: dims.length < 2 ? undefined : wordsOf(dims.at(-1), symbols),
  };
}
