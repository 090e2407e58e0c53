// A table of nodes that sorts by any column; what lies in a container is folded under its row. Head and totals stay in sight.
import { ArrowDown, ArrowUp, ChevronDown, ChevronRight } from 'lucide-react';
import { type CSSProperties, type ReactNode, useState } from 'react';
import styles from './ProfilePanel.module.css';
import { useReveal } from './reveal';
import { type Nested, nextSorting, type Sorting, sortNested, unfolded } from './sorting';

export interface Column<C extends string, R> {
  readonly id: C;
  readonly title: string;
  /** Where the title says it only beside its neighbours. */
  readonly name?: string;
  /** Read from the left, and sorted from A to Z first. */
  readonly words?: boolean;
  readonly cell: (row: R) => ReactNode;
  /** What stands under the column. */
  readonly total?: ReactNode;
}

export interface SortedTableProps<C extends string, R> {
  /** Its accessible name. */
  readonly caption: string;
  /** The first is the node's name, which shows the node. */
  readonly columns: readonly Column<C, R>[];
  readonly rows: readonly R[];
}

type Row<C extends string> = Nested & { readonly label: string; readonly depth: number } & Readonly<
    Partial<Record<C, string | number | undefined>>
  >;

export function SortedTable<C extends string, R extends Row<C>>({ caption, columns, rows }: SortedTableProps<C, R>) {
  const [sorting, setSorting] = useState<Sorting<C>>();
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const reveal = useReveal();
  const containers = new Set(rows.map(({ within }) => within));
  const shown = unfolded(sorting ? sortNested(rows, sorting) : rows, folded);
  const onFold = (id: string) => {
    const others = [...folded].filter((other) => other !== id);
    setFolded(new Set(folded.has(id) ? others : [...others, id]));
  };
  const onSort = ({ id, words }: Column<C, R>) => setSorting(nextSorting(sorting, id, words === true));
  const [name, ...others] = columns as [Column<C, R>, ...Column<C, R>[]];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
    <section className={styles.scroller} aria-label={caption} tabIndex={0}>
      <table className={styles.table}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.id} column={column} sorting={sorting} onSort={() => onSort(column)} />
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.id}>
              <th scope="row" style={{ '--depth': row.depth } as CSSProperties}>
                {containers.has(row.id) ? (
                  <Fold of={row.label} folded={folded.has(row.id)} onClick={() => onFold(row.id)} />
                ) : null}
                <button type="button" onClick={() => reveal([row.id])}>
                  {name.cell(row)}
                </button>
              </th>
              {others.map(({ id, words, cell }) => (
                <td key={id} className={words ? styles.words : undefined}>
                  {cell(row) ?? '–'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{name.total}</th>
            {others.map(({ id, words, total }) => (
              <td key={id} className={words ? styles.words : undefined}>
                {total}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

interface FoldProps {
  /** The container's name. */
  readonly of: string;
  readonly folded: boolean;
  readonly onClick: () => void;
}

function Fold({ of, folded, onClick }: FoldProps) {
  const Chevron = folded ? ChevronRight : ChevronDown;
  return (
    <button
      type="button"
      className={styles.fold}
      aria-expanded={!folded}
      aria-label={`Nodes inside ${of}`}
      onClick={onClick}
    >
      <Chevron size={12} aria-hidden />
    </button>
  );
}

interface HeadProps<C extends string, R> {
  readonly column: Column<C, R>;
  readonly sorting: Sorting<C> | undefined;
  readonly onSort: () => void;
}

function Head<C extends string, R>({ column: { id, title, name, words }, sorting, onSort }: HeadProps<C, R>) {
  const sorted = sorting?.by === id;
  const Arrow = sorting?.descending ? ArrowDown : ArrowUp;
  const order = sorting?.descending ? 'descending' : 'ascending';
  return (
    <th scope="col" className={words ? styles.words : undefined} aria-sort={sorted ? order : undefined}>
      <button type="button" aria-label={name} onClick={onSort}>
        {title}
        {sorted ? <Arrow size={12} aria-hidden /> : null}
      </button>
    </th>
  );
}
