// What the last run took, node by node: a table that sorts by any column.
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useMemo, useState } from 'react';
import { formatBytes, formatFlops, formatMilliseconds } from '../../drawing/format';
import { EmptyState } from '../primitives/EmptyState';
import { useDocument, useRun } from '../workbench';
import styles from './ProfilePanel.module.css';
import {
  growthWords,
  nextSorting,
  type ProfileColumn,
  type ProfileRow,
  profileRows,
  type Sorting,
  sortRows,
  totalsOf,
} from './profileRows';
import { useReveal } from './reveal';

const COLUMNS: readonly (readonly [ProfileColumn, string])[] = [
  ['label', 'Node'],
  ['state', 'State'],
  ['ms', 'Time'],
  ['share', 'Share'],
  ['flops', 'Operations'],
  ['growth', 'Grow with'],
  ['bytes', 'Memory'],
];

const STATES: Readonly<Record<ProfileRow['state'], string>> = {
  ran: 'ran',
  kept: 'kept',
  failed: 'failed',
  waiting: 'waits',
};

export function ProfilePanel() {
  const checked = useDocument((state) => state.checked);
  const runs = useRun((state) => state.nodes);
  const [sorting, setSorting] = useState<Sorting>();
  const rows = useMemo(() => profileRows(checked, runs), [checked, runs]);
  const shown = sorting ? sortRows(rows, sorting) : rows;
  const reveal = useReveal();
  if (rows.length === 0) {
    return <EmptyState title="Nothing has run yet">Times and costs of every node will show here.</EmptyState>;
  }
  return (
    <div className={styles.panel}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard. */}
      <section className={styles.scroller} aria-label="Profile of the last run" tabIndex={0}>
        <table className={styles.table}>
          <caption className="sr-only">Time and cost of every node in the last run</caption>
          <Head sorting={sorting} onSort={(by) => setSorting(nextSorting(sorting, by))} />
          <tbody>
            {shown.map((row) => (
              <Row key={row.id} row={row} onShow={() => reveal([row.id])} />
            ))}
          </tbody>
          <Foot rows={rows} />
        </table>
      </section>
      <Device />
    </div>
  );
}

function Head({
  sorting,
  onSort,
}: {
  readonly sorting: Sorting | undefined;
  readonly onSort: (by: ProfileColumn) => void;
}) {
  const order = sorting?.descending ? 'descending' : 'ascending';
  const Arrow = sorting?.descending ? ArrowDown : ArrowUp;
  return (
    <thead>
      <tr>
        {COLUMNS.map(([column, title]) => (
          <th key={column} scope="col" aria-sort={sorting?.by === column ? order : undefined}>
            <button type="button" onClick={() => onSort(column)}>
              {title}
              {sorting?.by === column ? <Arrow size={12} aria-hidden /> : null}
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Row({ row, onShow }: { readonly row: ProfileRow; readonly onShow: () => void }) {
  const { label, state, ms, share, flops, growth, bytes } = row;
  return (
    <tr>
      <th scope="row">
        <button type="button" onClick={onShow}>
          {label}
        </button>
      </th>
      <td>{STATES[state]}</td>
      <td>{state === 'ran' ? formatMilliseconds(ms) : '–'}</td>
      <td>
        <span className={styles.share}>
          <i style={{ width: `${100 * share}%` }} />
        </span>
        {Math.round(100 * share)} %
      </td>
      <td>{formatFlops(flops)}</td>
      <td>{growthWords(growth)}</td>
      <td>{formatBytes(bytes)}</td>
    </tr>
  );
}

function Foot({ rows }: { readonly rows: readonly ProfileRow[] }) {
  const { ms, flops, bytes } = totalsOf(rows);
  return (
    <tfoot>
      <tr>
        <th scope="row">All {rows.length} nodes</th>
        <td />
        <td>{formatMilliseconds(ms)}</td>
        <td />
        <td>{formatFlops(flops)}</td>
        <td />
        <td>{formatBytes(bytes)}</td>
      </tr>
    </tfoot>
  );
}

/** What ran it, and what is held there. */
function Device() {
  const backend = useRun((state) => state.backend);
  const ms = useRun((state) => state.ms);
  const stats = useRun((state) => state.stats);
  const fallback = useRun((state) => state.fallback);
  if (!backend) return null;
  const held = stats
    ? `${formatBytes(stats.bytes)} in ${stats.live} live values, ${stats.compiled} kernels compiled`
    : '';
  return (
    <p className={styles.device}>
      <b>{backend}</b> took {formatMilliseconds(ms)} with messages and readback. {held ? `On the device: ${held}.` : ''}{' '}
      {fallback}
    </p>
  );
}
