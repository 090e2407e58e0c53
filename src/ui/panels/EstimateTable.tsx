// What a run would take, from the Programs and the sizes alone: nothing has to run for it.
import { useMemo } from 'react';
import { formatBytes, formatFlops } from '../../drawing/format';
import { limits } from '../../graph/limits';
import { useDocument } from '../workbench';
import {
  type Estimate,
  type EstimateColumn,
  type EstimateRow,
  estimateOfAll,
  estimateRows,
  growthWords,
  lengthWords,
} from './estimateRows';
import { allNodes } from './names';
import styles from './ProfilePanel.module.css';
import { type Column, SortedTable } from './SortedTable';

type EstimateTableColumn = Column<EstimateColumn, EstimateRow>;

const Formula = ({ of: { formula, whole } }: { readonly of: Estimate }) => <span title={whole}>{formula}</span>;

/** Bytes at a length, or that the node would be refused there. */
function memory({ fits }: EstimateRow, bytes: number, times: number) {
  if (times <= fits) return formatBytes(bytes);
  return (
    <s className={styles.refused} title="Too large if all of it is written down">
      {formatBytes(bytes)}
      <span className="sr-only"> is too large</span>
    </s>
  );
}

const columnsFor = (all: Estimate, count: number, at: (times: number) => string): readonly EstimateTableColumn[] => [
  { id: 'label', title: 'Node', words: true, cell: ({ label }) => label, total: allNodes(count) },
  {
    id: 'growth',
    title: 'Grow with',
    words: true,
    cell: ({ growth }) => (growth > 1 ? <b className={styles.steep}>{growthWords(growth)}</b> : growthWords(growth)),
    total: growthWords(all.growth),
  },
  {
    id: 'formula',
    title: 'Operations',
    words: true,
    cell: (row) => <Formula of={row} />,
    total: <Formula of={all} />,
  },
  { id: 'flops', title: at(1), cell: ({ flops }) => formatFlops(flops), total: formatFlops(all.flops) },
  { id: 'flops2', title: at(2), cell: ({ flops2 }) => formatFlops(flops2), total: formatFlops(all.flops2) },
  { id: 'flops4', title: at(4), cell: ({ flops4 }) => formatFlops(flops4), total: formatFlops(all.flops4) },
  { id: 'bytes', title: 'Memory', cell: (row) => memory(row, row.bytes, 1), total: formatBytes(all.bytes) },
  {
    id: 'bytes2',
    title: at(2),
    name: `Memory, ${at(2)}`,
    cell: (row) => memory(row, row.bytes2, 2),
    total: formatBytes(all.bytes2),
  },
  {
    id: 'bytes4',
    title: at(4),
    name: `Memory, ${at(4)}`,
    cell: (row) => memory(row, row.bytes4, 4),
    total: formatBytes(all.bytes4),
  },
];

export function EstimateTable() {
  const checked = useDocument((state) => state.checked);
  const rows = useMemo(() => estimateRows(checked), [checked]);
  const all = useMemo(() => estimateOfAll(checked), [checked]);
  return (
    <>
      <SortedTable
        caption="What a run of every node would take"
        columns={columnsFor(all, rows.length, (times) => lengthWords(checked, times))}
        rows={rows}
      />
      <p className={styles.device}>
        From the sizes alone, before anything runs; the canvas marks what grows faster than the text. Memory is that of
        every value written down once; {formatBytes(limits.bytesPerRun)} a node are the most, and what is struck out is
        refused. Operations that a mask saves are counted all the same.
      </p>
    </>
  );
}
