// What the Profile panel lists of the last run: time, share and kernels of every node, as the engine measured them. Pure.
import type { Checked, CheckedNode } from '../../execution/checked';
import { costOf } from '../../execution/cost';
import type { NodeRun } from '../../execution/executor';
import type { Measured } from '../../execution/measure';
import { shapeOf, sizeOf } from '../../tensor/dim';
import { count } from '../../tensor/tensor';
import { labelOf, nodeLabel, nodesWord } from './names';
import { type Profiled, partOf, profiledNodes } from './profileTree';

export interface ProfileRow {
  readonly id: string;
  readonly label: string;
  /** How many containers it lies in, and the one right around it. */
  readonly depth: number;
  readonly within: string | undefined;
  readonly state: string;
  /** The time is the container's, shared out by operations: nobody measured it for this node. */
  readonly estimated?: true;
  /** Milliseconds; undefined where nobody measured them for this node alone. Of a node in a loop, those of all steps. */
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

export type ProfileColumn = Exclude<keyof ProfileRow, 'id' | 'depth' | 'within' | 'estimated'>;
type Runs = Readonly<Record<string, NodeRun>>;

const BYTES = Float32Array.BYTES_PER_ELEMENT;

export function kernelWords({ launches, tuned }: Measured): string {
  const parts = [...(tuned > 0 ? [`${tuned} tuned`] : []), ...(launches > tuned ? [`${launches - tuned} plain`] : [])];
  return parts.join(', ') || 'none';
}

function stateWords(checked: Checked, run: NodeRun | undefined, inside: number): string {
  if (!run || run.state === 'waiting') return 'waits';
  if (run.within !== undefined) return `inside ${labelOf(checked, run.within)}`;
  return inside === 0 || run.state === 'failed' ? run.state : `${run.state}, with ${nodesWord(inside)} inside`;
}

export function profileRows(checked: Checked, runs: Runs): ProfileRow[] {
  const all = profiledNodes(checked);
  const outer = all.filter(({ depth }) => depth === 0).map(({ node }) => node);
  const runOf = (node: CheckedNode): NodeRun | undefined => (node.status === 'ready' ? runs[node.id] : undefined);
  const insides = (id: string): number => outer.filter((node) => runOf(node)?.within === id).length;
  const total = outer.reduce((ms, node) => ms + (timeOf(runOf(node)) ?? 0), 0);
  return all.map((profiled) => {
    const { node, depth, within, top } = profiled;
    const run = runOf(top);
    const own = depth === 0 ? ownFigures(checked, node, run, insides(node.id)) : insideFigures(checked, profiled, run);
    const share = own.ms === undefined ? undefined : total > 0 ? own.ms / total : 0;
    return { id: node.id, label: nodeLabel(node), depth, within, share, ...own };
  });
}

type Figures = Omit<ProfileRow, 'id' | 'label' | 'depth' | 'within' | 'share'>;

const timeOf = (run: NodeRun | undefined): number | undefined =>
  run?.measured?.finished ? run.measured.ms : undefined;

function ownFigures(checked: Checked, node: CheckedNode, run: NodeRun | undefined, insides: number): Figures {
  const measured = run?.measured;
  return {
    state: stateWords(checked, run, insides),
    ms: timeOf(run),
    compileMs: measured?.compileMs,
    backend: measured?.backend,
    kernels: measured && kernelWords(measured),
    flops: node.traced ? costOf(node.traced, checked.sizes).flops : 0,
    bytes: measured?.bytes,
  };
}

/** Of a node that runs in the launches of a container. */
function insideFigures(checked: Checked, profiled: Profiled, run: NodeRun | undefined): Figures {
  const { node, top } = profiled;
  const flops = sizeOf(partOf(profiled).flops, checked.sizes) ?? 0;
  const state = stateWords(checked, node.status === 'ready' ? run : undefined, 0);
  if (node.status !== 'ready' || !run?.measured) return { state, flops };
  const bytes = keptBytes(checked, profiled);
  const inside = run.measured.inside;
  if (inside) {
    const times = profiled.family.flatMap((id) => inside[id] ?? []);
    if (times.length === 0 && flops > 0) return { state: 'no kernel of its own', flops, bytes };
    return { state, flops, bytes, ms: times.reduce((sum, ms) => sum + ms, 0) };
  }
  const [ms, all] = [timeOf(run), top.traced ? costOf(top.traced, checked.sizes).flops : 0];
  if (ms === undefined || all === 0) return { state, flops, bytes };
  return { state: 'estimated share', estimated: true, flops, bytes, ms: (ms * flops) / all };
}

/** What a node inside gives stays with the container, a step or copy beside the other. */
function keptBytes({ sizes }: Checked, { top, family }: Profiled): number {
  const { outputs = {}, types = [] } = top.traced?.program ?? {};
  const own = Object.entries(outputs).filter(([name]) => family.includes(name.slice(0, name.indexOf('.'))));
  const values = [...new Set(own.map(([, value]) => value))];
  return values.reduce((sum, value) => sum + BYTES * count(shapeOf(types[value]?.dims ?? [], sizes)), 0);
}

export type Totals = Pick<ProfileRow, 'flops'> & Readonly<Record<'ms' | 'compileMs' | 'bytes', number>>;

/** What lies in a container is part of it. */
export const totalsOf = (rows: readonly ProfileRow[]): Totals =>
  rows
    .filter(({ depth }) => depth === 0)
    .reduce<Totals>(
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

/** Whether some container ran before anybody asked for the times inside. */
export const isRough = ({ nodes }: Checked, runs: Runs): boolean =>
  Object.values(runs).some(({ id, measured }) => measured && !measured.inside && nodes.get(id)?.type?.container);

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
