// What the Profile panel lists: time, share and cost of every node of the last run. Pure.
import type { Checked } from '../../execution/checked';
import { costOf, growthOf } from '../../execution/cost';
import type { NodeRun } from '../../execution/executor';
import { nodeLabel } from './names';

export interface ProfileRow {
  readonly id: string;
  readonly label: string;
  readonly state: NodeRun['state'];
  /** Milliseconds; 0 where the outputs were kept. */
  readonly ms: number;
  /** Of the time of all nodes, 0..1. */
  readonly share: number;
  /** Floating-point operations of one run. */
  readonly flops: number;
  /** Bytes of everything the node computes. */
  readonly bytes: number;
  /** The power of the length of the text with which the operations grow. */
  readonly growth: number;
}

export type ProfileColumn = 'label' | 'state' | 'ms' | 'share' | 'flops' | 'growth' | 'bytes';

/** The symbol of a text's length. */
const LENGTH = 'T';

/** `T²`, `T`, or nothing where the length does not matter. */
export function growthWords(growth: number): string {
  const power = Math.round(growth);
  return power < 1 ? '–' : power === 1 ? LENGTH : `${LENGTH}${['²', '³', '⁴'][power - 2] ?? `^${power}`}`;
}

export interface Sorting {
  readonly by: ProfileColumn;
  readonly descending: boolean;
}

/** Nodes that give something, in running order; what lies in a container runs with it. */
export function profileRows(checked: Checked, runs: Readonly<Record<string, NodeRun>>): ProfileRow[] {
  const shown = [...checked.nodes.values()].filter(
    ({ node, ports }) => node.parent === undefined && Object.keys(ports.outputs).length > 0,
  );
  const total = shown.reduce((ms, { id }) => ms + (runs[id]?.ms ?? 0), 0);
  return shown.map((node) => {
    const run = node.status === 'ready' ? runs[node.id] : undefined;
    const { flops, bytes } = node.traced ? costOf(node.traced, checked.sizes) : { flops: 0, bytes: 0 };
    const ms = run?.ms ?? 0;
    const share = total > 0 ? ms / total : 0;
    const growth = node.traced ? growthOf(node.traced, checked.sizes, LENGTH) : 0;
    return { id: node.id, label: nodeLabel(node), state: run?.state ?? 'waiting', ms, share, flops, growth, bytes };
  });
}

/** Equal rows stay in running order. */
export function sortRows(rows: readonly ProfileRow[], { by, descending }: Sorting): ProfileRow[] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [a[by], b[by]];
    return sign * (typeof x === 'string' ? x.localeCompare(String(y), 'en') : x - Number(y));
  });
}

export type Totals = Pick<ProfileRow, 'ms' | 'flops' | 'bytes'>;

export const totalsOf = (rows: readonly ProfileRow[]): Totals =>
  rows.reduce(
    (sum, { ms, flops, bytes }) => ({ ms: sum.ms + ms, flops: sum.flops + flops, bytes: sum.bytes + bytes }),
    { ms: 0, flops: 0, bytes: 0 },
  );

/** A click on the column that sorts turns it round; numbers start with the largest. */
export const nextSorting = (now: Sorting | undefined, by: ProfileColumn): Sorting =>
  now?.by === by ? { by, descending: !now.descending } : { by, descending: by !== 'label' && by !== 'state' };
