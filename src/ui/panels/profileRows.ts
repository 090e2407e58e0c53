// What the Profile panel lists of the last run: time, share and kernels of every node, as the engine measured them. Pure.
import type { Checked } from '../../execution/checked';
import { costOf } from '../../execution/cost';
import type { NodeRun } from '../../execution/executor';
import type { Measured } from '../../execution/measure';
import { labelOf, nodeLabel } from './names';
import type { Sorting } from './sorting';

export interface ProfileRow {
  readonly id: string;
  readonly label: string;
  readonly state: string;
  /** Milliseconds; undefined where nobody measured them for this node alone. */
  readonly ms?: number | undefined;
  /** Of the time of all nodes, 0..1. */
  readonly share?: number | undefined;
  readonly compileMs?: number | undefined;
  readonly backend?: string | undefined;
  /** `3 tuned`, `2 tuned, 1 plain`. */
  readonly kernels?: string | undefined;
  /** Floating-point operations of one run, from the Program. */
  readonly flops: number;
  /** Bytes of its values that stay on the device. */
  readonly bytes?: number | undefined;
}

export type ProfileColumn = Exclude<keyof ProfileRow, 'id'>;
type Runs = Readonly<Record<string, NodeRun>>;

/** Nodes that give something, in running order; what lies in a container runs with it. */
export const profiled = (checked: Checked) =>
  [...checked.nodes.values()].filter(
    ({ node, ports }) => node.parent === undefined && Object.keys(ports.outputs).length > 0,
  );

export function kernelWords({ launches, tuned }: Measured): string {
  const parts = [...(tuned > 0 ? [`${tuned} tuned`] : []), ...(launches > tuned ? [`${launches - tuned} plain`] : [])];
  return parts.join(', ') || 'none';
}

const count = (nodes: number): string => `${nodes} ${nodes === 1 ? 'node' : 'nodes'}`;

function stateWords(checked: Checked, run: NodeRun | undefined, inside: number): string {
  if (!run || run.state === 'waiting') return 'waits';
  if (run.within !== undefined) return `inside ${labelOf(checked, run.within)}`;
  return inside === 0 || run.state === 'failed' ? run.state : `${run.state}, with ${count(inside)} inside`;
}

export function profileRows(checked: Checked, runs: Runs): ProfileRow[] {
  const nodes = profiled(checked);
  const ready = nodes.map((node) => (node.status === 'ready' ? runs[node.id] : undefined));
  const insides = (id: string): number => ready.filter((run) => run?.within === id).length;
  const timeOf = (run: NodeRun | undefined): number | undefined =>
    run?.measured?.finished ? run.measured.ms : undefined;
  const total = ready.reduce((ms, run) => ms + (timeOf(run) ?? 0), 0);
  return nodes.map((node, at) => {
    const measured = ready[at]?.measured;
    const ms = timeOf(ready[at]);
    return {
      id: node.id,
      label: nodeLabel(node),
      state: stateWords(checked, ready[at], insides(node.id)),
      ms,
      share: ms === undefined ? undefined : total > 0 ? ms / total : 0,
      compileMs: measured?.compileMs,
      backend: measured?.backend,
      kernels: measured && kernelWords(measured),
      flops: node.traced ? costOf(node.traced, checked.sizes).flops : 0,
      bytes: measured?.bytes,
    };
  });
}

export type Totals = Pick<ProfileRow, 'flops'> & Readonly<Record<'ms' | 'compileMs' | 'bytes', number>>;

export const totalsOf = (rows: readonly ProfileRow[]): Totals =>
  rows.reduce<Totals>(
    (sum, { ms = 0, compileMs = 0, flops, bytes = 0 }) => ({
      ms: sum.ms + ms,
      compileMs: sum.compileMs + compileMs,
      flops: sum.flops + flops,
      bytes: sum.bytes + bytes,
    }),
    { ms: 0, compileMs: 0, flops: 0, bytes: 0 },
  );

/** Whether some node ran on a device that went on by itself: its time is not known. */
export const isUnmeasured = (runs: Runs): boolean =>
  Object.values(runs).some(({ measured }) => measured && !measured.finished);

export const PROFILE_TITLES: Readonly<Record<ProfileColumn, string>> = {
  label: 'Node',
  state: 'State',
  ms: 'Time',
  share: 'Share',
  compileMs: 'Compiling',
  backend: 'On',
  kernels: 'Kernels',
  flops: 'Operations',
  bytes: 'Kept',
};

export type ProfileSorting = Sorting<ProfileColumn>;
