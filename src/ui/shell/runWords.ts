// What the run pill and its menu say, from what the engine said. Pure.
import type { Checked } from '../../execution/checked';
import type { RunState } from '../../store/runStore';
import type { AvailableBackend, BackendChoice } from '../../worker/messages';
import { nodesWord } from '../panels/names';

export interface RunWords {
  readonly state: 'ok' | 'problem' | 'idle' | 'busy';
  readonly strong: string;
  readonly rest?: string;
}

export type Told = Pick<
  RunState,
  'phase' | 'backend' | 'ms' | 'nodes' | 'problems' | 'failure' | 'training' | 'choice' | 'chosen' | 'fallback'
>;

/** Nodes that give something; notes and frames have nothing to run, and what lies in a container runs with it. */
const runnable = (checked: Checked): string[] =>
  [...checked.nodes.values()]
    .filter(({ node, type, ports }) => node.parent === undefined && (!type || Object.keys(ports.outputs).length > 0))
    .map(({ id }) => id);

export function showDuration(ms: number): string {
  if (ms < 0.05) return '< 0.1 ms';
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

function ranOf(checked: Checked, { nodes }: Told): string {
  const ids = runnable(checked);
  const ran = ids.filter((id) => nodes[id]?.state === 'ran' || nodes[id]?.state === 'kept').length;
  return `· ${ran} of ${nodesWord(ids.length)} ran`;
}

export function runWords(checked: Checked, told: Told): RunWords {
  if (runnable(checked).length === 0) return { state: 'idle', strong: '', rest: 'Nothing to run' };
  if (told.training) {
    const { backend, ms } = told.training;
    return { state: 'ok', strong: backend, rest: `· ${showDuration(ms)} a step · training` };
  }
  if (told.phase === 'starting') return { state: 'busy', strong: 'Starting' };
  if (told.phase === 'running') return { state: 'busy', strong: 'Running' };
  if (told.phase === 'failed') return { state: 'problem', strong: 'The run failed', rest: ranOf(checked, told) };
  if (told.phase === 'cancelled') return { state: 'idle', strong: 'Cancelled', rest: ranOf(checked, told) };
  const count = checked.problems.length + told.problems.length;
  if (count > 0) {
    return { state: 'problem', strong: `${count} ${count === 1 ? 'problem' : 'problems'}`, rest: ranOf(checked, told) };
  }
  const wanted = told.choice === 'auto' ? told.chosen : told.choice;
  const instead = told.fallback && wanted !== told.backend ? ` · in place of ${wanted}` : '';
  return { state: 'ok', strong: told.backend ?? '', rest: `· ${showDuration(told.ms)}${instead}` };
}

export interface BackendOption {
  readonly choice: BackendChoice;
  readonly title: string;
  readonly text: string;
}

const WORDS: Readonly<Record<string, string>> = {
  wasm: 'Tuned WebAssembly with vectors, on the processor.',
  webasm: 'Plain kernels as WebAssembly, on the processor.',
  cpu: 'Plain kernels as JavaScript, on the processor.',
};

const choices: readonly BackendChoice[] = ['webgl2', 'wasm', 'webasm', 'cpu'];

/** `auto` and every backend there is, each with what it is here. */
export function backendOptions({
  backends,
  chosen,
  reason,
}: Pick<RunState, 'backends' | 'chosen' | 'reason'>): BackendOption[] {
  const auto: BackendOption = { choice: 'auto', title: chosen ? `Automatic: ${chosen}` : 'Automatic', text: reason };
  const known = choices.flatMap((choice) => {
    const found = backends.find(({ backend }) => backend === choice);
    return found ? [{ choice, title: choice, text: about(found) }] : [];
  });
  return [auto, ...known];
}

function about({ backend, renderer, software }: AvailableBackend): string {
  if (backend !== 'webgl2') return WORDS[backend] ?? '';
  const name = renderer ?? 'the graphics card';
  return software ? `Drawn by the processor: ${name} is a software renderer.` : `On ${name}.`;
}

/** Said where WebGL2 is not among the backends; nothing before the engine has looked. */
export const missingWords = (backends: readonly AvailableBackend[]): string | undefined =>
  backends.length === 0 || backends.some(({ backend }) => backend === 'webgl2')
    ? undefined
    : 'This browser offers no WebGL2, so graphs run on the processor.';
