// What the last run took for one node, in words. Pure.
import { formatMean, formatMilliseconds } from '../../drawing/format';
import type { Checked } from '../../execution/checked';
import type { NodeRun } from '../../execution/executor';
import { labelOf } from './names';
import { profileRows } from './profileRows';

/** `3.1 ms on wasm`, `≈ 28 µs in Decoder`, `inside Softmax`; undefined for a node that did not run. */
export function lastRunWords(
  checked: Checked,
  runs: Readonly<Record<string, NodeRun>>,
  id: string,
): string | undefined {
  const row = profileRows(checked, runs).find((one) => one.id === id);
  if (!row || row.state === 'waits') return undefined;
  const { ms, state, within, estimated, backend } = row;
  if (within !== undefined)
    return ms === undefined ? state : `${estimated ? '≈ ' : ''}${formatMean(ms)} in ${labelOf(checked, within)}`;
  if (state.startsWith('kept')) return 'kept from before';
  if (backend === undefined) return state;
  return ms === undefined ? `on ${backend}, not timed` : `${formatMilliseconds(ms)} on ${backend}`;
}
