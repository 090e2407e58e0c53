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

export interface Nested {
  readonly id: string;
  /** The row that it lies under. */
  readonly within: string | undefined;
}

/** The same for rows under rows: each stays under its own. */
export function sortNested<C extends string, R extends Nested & Readonly<Partial<Record<C, Cell>>>>(
  rows: readonly R[],
  sorting: Sorting<C>,
): R[] {
  const under = (id: string | undefined): R[] =>
    sortRows(
      rows.filter(({ within }) => within === id),
      sorting,
    ).flatMap((row) => [row, ...under(row.id)]);
  return under(undefined);
}

/** Without what lies, at any depth, under a row that is folded. */
export function unfolded<R extends Nested>(rows: readonly R[], folded: ReadonlySet<string>): R[] {
  const hidden = new Set<string>();
  return rows.filter(({ id, within }) => {
    const shows = within === undefined || !(folded.has(within) || hidden.has(within));
    if (!shows) hidden.add(id);
    return shows;
  });
}

/** A click on the column that sorts turns it round; numbers start with the largest. */
export const nextSorting = <C extends string>(now: Sorting<C> | undefined, by: C, words: boolean): Sorting<C> =>
  now?.by === by ? { by, descending: !now.descending } : { by, descending: !words };
