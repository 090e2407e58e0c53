// How a weight came by its numbers, in a line; and how it would come by others. Pure.
import type { WeightEntry } from '../../graph/graph';
import type { Draw, Scheme } from '../../tensor/random/schemes';

export const SCHEMES: readonly Scheme[] = [
  'torch-linear',
  'torch-rand',
  'torch-rnn',
  'xavier-uniform',
  'normal',
  'zeros',
  'ones',
];

/** Seeds are 32 bits. */
export const LARGEST_SEED = 2 ** 32 - 1;

/** `torch-linear · seed 789 · skip 6`. */
export function weightLine(entry: WeightEntry): string {
  if ('data' in entry) return 'values of its own';
  const { scheme, seed, skip } = entry;
  if (scheme === 'zeros' || scheme === 'ones') return `all ${scheme}`;
  return [scheme, `seed ${seed}`, ...(skip ? [`skip ${skip}`] : [])].join(' · ');
}

/** Other numbers from the same scheme: the next seed. Explicit values give way to a draw. */
export function drawnAgain(entry: WeightEntry, standard: Draw): Draw {
  const { scheme, seed } = 'data' in entry ? standard : entry;
  return { scheme, seed: seed >= LARGEST_SEED ? 0 : seed + 1 };
}
