// Cuts the rows of many matrices into draws. Pure.

/** `matrices` whole matrices from number `first` on, or, of one, `chunk` rows from `row0` on: the last may reach beyond. */
export interface Block {
  readonly first: number;
  readonly matrices: number;
  readonly row0: number;
  readonly chunk: number;
}

/** As few draws of about `perDraw` rows as `count` matrices of `rows` rows take. */
export function* blocksOf(count: number, rows: number, perDraw: number): Generator<Block, void, void> {
  const chunk = Math.min(rows, perDraw);
  const together = chunk < rows ? 1 : Math.max(1, Math.floor(perDraw / rows));
  for (let first = 0; first < count; first += together) {
    const matrices = Math.min(together, count - first);
    for (let row0 = 0; row0 < rows; row0 += chunk) yield { first, matrices, row0, chunk };
  }
}
