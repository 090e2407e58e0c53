// The systems whose fading gradients are drawn over each other, as they are before any training.
import { checkGraph } from '../../execution/check';
import type { Checked } from '../../execution/checked';
import { Traces } from '../../execution/traces';
import { nodeType } from '../../nodes/registry';
import type { EngineClient } from '../../worker/client';
import type { BackendChoice } from '../../worker/messages';
import { type Carried, carriedStates, curveOf } from './curve';
import { type RecallSystem, recallGraph } from './recallGraphs';

/** Words between what is to be remembered and the question. */
export const LAG = 40;
const SEED = 1;
export const LOSS = 'loss.loss';

interface Compared {
  readonly system: RecallSystem;
  readonly label: string;
  /** px on, px off. */
  readonly dash?: readonly number[];
}

/** In the order of the story. */
export const COMPARED: readonly Compared[] = [
  { system: 'rnn', label: 'RNN' },
  { system: 'lstm', label: 'LSTM', dash: [6, 4] },
  { system: 'lstm-long-memory', label: 'LSTM, long memory', dash: [2, 3] },
  { system: 'rnn-attention', label: 'RNN + attention', dash: [10, 3, 2, 3] },
];

/** A system ready to be differentiated, and what its loop carries. */
export function recall(system: RecallSystem, seed: number): { readonly checked: Checked; readonly carried: Carried } {
  const checked = checkGraph(recallGraph(system, LAG, seed), { nodeType, traces: new Traces() });
  return { checked, carried: carriedStates(checked)[0] as Carried };
}

/** Norms of the gradient of the loss with respect to the state, k steps back; empty where the engine cannot say. */
export async function curveOfSystem(
  engine: EngineClient,
  backend: BackendChoice,
  system: RecallSystem,
): Promise<readonly number[]> {
  const { checked, carried } = recall(system, SEED);
  for (;;) {
    const reply = await engine.gradients({ graph: checked.graph, port: LOSS, backend, only: carried.ports });
    if (reply.kind === 'gradients') return curveOf(carried, reply.ports);
    if (reply.message !== undefined) return [];
    // A run of the open graph went first.
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
