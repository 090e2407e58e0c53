// What the last run took, node by node: figures of the engine, and nothing where it has none.
import { useEffect, useMemo } from 'react';
import { formatBytes, formatFlops, formatMean, formatMilliseconds } from '../../drawing/format';
import { useDocument, useRun, useWorkbench } from '../workbench';
import { allNodes } from './names';
import styles from './ProfilePanel.module.css';
import {
  isRough,
  isUnmeasured,
  PROFILE_TITLES,
  type ProfileColumn,
  type ProfileRow,
  profileRows,
  type Totals,
  totalsOf,
} from './profileRows';
import { type Column, SortedTable } from './SortedTable';

/** A run that took longer than this, in ms, is not repeated unasked. */
const SHORT = 1000;

/** While it is on the page the engine waits for the device after every node. */
function useMeasuring(): void {
  const { document, run } = useWorkbench();
  useEffect(() => {
    const { measure, measureAgain, nodes, ms } = run.getState();
    measure(true);
    const unknown = isUnmeasured(nodes) || isRough(document.getState().checked, nodes);
    if (unknown && ms < SHORT) measureAgain();
    return () => run.getState().measure(false);
  }, [document, run]);
}

const shown = (value: number | undefined, format: (value: number) => string): string | undefined =>
  value === undefined ? undefined : format(value);

const column = (
  id: ProfileColumn,
  cell: Column<ProfileColumn, ProfileRow>['cell'],
  more: { readonly words?: true; readonly total?: string } = {},
): Column<ProfileColumn, ProfileRow> => ({ id, title: PROFILE_TITLES[id], cell, ...more });

/** Compiling is rare: a node that did not is told apart from one that did at a glance. */
const compiling = (ms: number): string | undefined => (ms < 0.05 ? undefined : formatMilliseconds(ms));

const columnsFor = (count: number, totals: Totals): readonly Column<ProfileColumn, ProfileRow>[] => [
  column('label', ({ label }) => label, { words: true, total: allNodes(count) }),
  column('state', ({ state }) => state, { words: true }),
  column('ms', (row) => <Time of={row} />, { total: formatMilliseconds(totals.ms) }),
  column('share', ({ share }) => (share === undefined ? undefined : <Share share={share} />)),
  column('compileMs', ({ compileMs }) => compiling(compileMs ?? 0), { total: formatMilliseconds(totals.compileMs) }),
  column('backend', ({ backend }) => backend, { words: true }),
  column('kernels', ({ kernels }) => kernels, { words: true }),
  column('flops', ({ flops }) => formatFlops(flops), { total: formatFlops(totals.flops) }),
  column('bytes', ({ bytes }) => shown(bytes, formatBytes), { total: formatBytes(totals.bytes) }),
];

/** A share of the container's time is told apart from what was measured. */
function Time({ of: { ms, depth, estimated } }: { readonly of: ProfileRow }) {
  if (ms === undefined) return '–';
  if (estimated) return <span title="The container’s time, shared out by operations">≈ {formatMean(ms)}</span>;
  return depth > 0 ? formatMean(ms) : formatMilliseconds(ms);
}

const Share = ({ share }: { readonly share: number }) => (
  <>
    <span className={styles.share}>
      <i style={{ width: `${100 * share}%` }} />
    </span>
    <span className={styles.percent}>{Math.round(100 * share)} %</span>
  </>
);

export function MeasuredTable() {
  useMeasuring();
  const checked = useDocument((state) => state.checked);
  const runs = useRun((state) => state.nodes);
  const rows = useMemo(() => profileRows(checked, runs), [checked, runs]);
  return (
    <>
      <SortedTable
        caption="Time and kernels of every node in the last run"
        columns={columnsFor(rows.length, totalsOf(rows))}
        rows={rows}
      />
      <Device />
    </>
  );
}

/** What ran it, what is held there, and how to read the figures. */
function Device() {
  const { backend, ms, stats, fallback } = useRun((state) => state);
  const unmeasured = useRun((state) => isUnmeasured(state.nodes));
  const checked = useDocument((state) => state.checked);
  const rough = useRun((state) => isRough(checked, state.nodes));
  const inside = useRun((state) => Object.values(state.nodes).some(({ measured }) => measured?.inside));
  const together = useRun((state) => Object.values(state.nodes).some(({ within }) => within !== undefined));
  if (!backend) return null;
  return (
    <p className={styles.device}>
      <b>{backend}</b> took {formatMilliseconds(ms)} with messages and readback.{' '}
      {stats
        ? `On the device: ${formatBytes(stats.bytes)}, live values: ${stats.live}, compiled kernels: ${stats.compiled}. `
        : null}
      {together ? 'Nodes inside another one ran in its launches: only their time together can be measured. ' : null}
      {rough ? '≈ is a share of a container’s time by operations: “Measure again” times every node inside. ' : null}
      {inside ? 'Times inside a container are means of repeated runs, of a loop for all its steps together. ' : null}
      {unmeasured ? `${backend} works on its own time: “Measure again” waits for it after every node. ` : null}
      The canvas marks the slowest nodes. Kept nodes show what they took when they ran; the clock has steps of 0.1 ms.{' '}
      {fallback}
    </p>
  );
}
