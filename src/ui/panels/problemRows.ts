// What the Problems panel lists: mistakes of the graph and of the last run, then who waits for them. Pure.
import type { Checked } from '../../execution/checked';
import type { Problem } from '../../execution/problem';
import { capital, labelOf, listed } from './names';
import { waiting } from './waits';

export interface ProblemRow {
  readonly key: string;
  readonly node: string;
  readonly label: string;
  readonly sentence: string;
  readonly problem: Problem;
  /** Nothing is wrong yet, only unfinished: a port without a wire. */
  readonly isUnfinished: boolean;
}

/** `Score needs rows of equal width. query is 6 × 2 and key is 6 × 3.` */
export function sentenceOf({ message, detail }: Problem): string {
  const first = /[.!?]$/.test(message) ? message : `${message}.`;
  return detail ? `${capital(first)} ${detail}` : capital(first);
}

/** A problem of the check comes before what the last run said about the same node, which may be stale. */
export function problemRows(checked: Checked, ofRun: readonly Problem[]): ProblemRow[] {
  const current = ofRun.filter(({ node }) => checked.nodes.get(node)?.status === 'ready');
  return [...checked.problems, ...current].map((problem, at) => ({
    key: `${at} ${problem.node}`,
    node: problem.node,
    label: labelOf(checked, problem.node),
    sentence: sentenceOf(problem),
    problem,
    isUnfinished: problem.code === 'unwired',
  }));
}

export interface WaitingRow {
  readonly ids: readonly string[];
  readonly label: string;
  readonly sentence: string;
}

const MOST = 5;

/** All nodes that wait, in one row. */
export function waitingRow(checked: Checked): WaitingRow | undefined {
  const { ids, roots } = waiting(checked);
  if (ids.length === 0) return undefined;
  const names = ids.map((id) => labelOf(checked, id));
  const shown = names.length > MOST ? [...names.slice(0, MOST), `${names.length - MOST} more`] : names;
  const chain = [listed(roots.map((id) => labelOf(checked, id))), ...shown].filter(Boolean).join(' → ');
  const ran = [...checked.nodes.values()].filter(
    ({ status, ports }) => status === 'ready' && Object.keys(ports.outputs).length > 0,
  ).length;
  return {
    ids,
    label: ids.length === 1 ? '1 node waits' : `${ids.length} nodes wait`,
    sentence: `${chain}. ${others(ran)}`,
  };
}

function others(ran: number): string {
  if (ran === 0) return 'Nothing else can run.';
  return ran === 1 ? 'The other one ran; its values are current.' : `The other ${ran} ran; their values are current.`;
}
