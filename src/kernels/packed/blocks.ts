// Cuts the rows of many matrices into blocks. Pure.

/** `matrices` whole matrices from number `first` on, or, of one, `chunk` rows from `row0` on: the last may reach beyond. */
export interface Block {
  readonly first: number;
  readonly matrices: number;
  readonly row0: number;
  readonly chunk: number;
}

/** As few as `count` matrices of `rows` rows make, with about `most` rows each. */
export function* blocksOf(count: number, rows: number, most: number): Generator<Block, void, void> {
  const chunk = Math.min(rows, most);
  const together = chunk < rows ? 1 : Math.max(1, Math.floor(most / rows));
  for (let first = 0; first < count; first += together) {
    const matrices = Math.min(together, count - first);
    for (let row0 = 0; row0 < rows; row0 += chunk) yield { first, matrices, row0, chunk };
  }
}
