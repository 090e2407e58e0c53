// How the rows of a table are sorted by one of its columns. Pure.

export interface Sorting<C extends string> {
  readonly by: C;
  readonly descending: boolean;
}

type Cell = string | number | undefined;

const compare = (x: Cell, y: Cell): number =>
  typeof x === 'string' ? x.localeCompare(String(y), 'en', { numeric: true }) : Number(x) - Number(y);

/** Equal rows stay in order; those without a value come last, whichever way. */
export function sortRows<C extends string, R extends Readonly<Partial<Record<C, Cell>>>>(
  rows: readonly R[],
  { by, descending }: Sorting<C>,
): R[] {
  return [...rows].sort((a, b) => {
    const [x, y] = [a[by], b[by]] as [Cell, Cell];
    if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined);
    return descending ? compare(y, x) : compare(x, y);
  });
}

/** A click on the column that sorts turns it round; numbers start with the largest. */
export const nextSorting = <C extends string>(now: Sorting<C> | undefined, by: C, words: boolean): Sorting<C> =>
  now?.by === by ? { by, descending: !now.descending } : { by, descending: !words };
