// The systems whose fading gradients are drawn over each other: the presets of lag recall, as they are before any training.
import { checkGraph } from '../../execution/check';
import type { Checked } from '../../execution/checked';
import { Traces } from '../../execution/traces';
import type { Graph } from '../../graph/graph';
import { nodeType } from '../../nodes/registry';
import { reseeded } from '../../training/reseed';
import type { EngineClient } from '../../worker/client';
import type { BackendChoice } from '../../worker/messages';
import { presets } from '../presets/presetIndex';
import { readPreset } from '../shell/opening';
import { type Carried, carriedStates, curveOf } from './curve';

export type RecallSystem = 'rnn' | 'lstm' | 'lstm-long-memory' | 'rnn-attention';

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

/** Whatever says a lag says this one: the sequence, and a cell that starts as a memory of that length. */
const withLag = (graph: Graph): Graph => ({
  ...graph,
  nodes: graph.nodes.map((node) =>
    node.params?.lag === undefined ? node : { ...node, params: { ...node.params, lag: LAG } },
  ),
});

/** A preset of lag recall ready to be differentiated, with weights drawn from a seed, and what its loop carries. */
export function recall(preset: Graph, seed: number): { readonly checked: Checked; readonly carried: Carried } {
  const options = { nodeType, traces: new Traces() };
  const checked = checkGraph(reseeded(withLag(preset), seed, options), options);
  return { checked, carried: carriedStates(checked)[0] as Carried };
}

/** Norms of the gradient of the loss with respect to the state, k steps back; empty where the engine cannot say. */
export async function curveOfSystem(
  engine: EngineClient,
  backend: BackendChoice,
  system: RecallSystem,
): Promise<readonly number[]> {
  const entry = presets.find(({ name }) => name === `lag-recall-${system}`);
  const parsed = entry && (await readPreset(entry));
  if (!parsed || 'problem' in parsed) return [];
  const { checked, carried } = recall(parsed.graph, SEED);
  for (;;) {
    const reply = await engine.gradients({ graph: checked.graph, port: LOSS, backend, only: carried.ports });
    if (reply.kind === 'gradients') return curveOf(carried, reply.ports);
    if (reply.message !== undefined) return [];
    // A run of the open graph went first.
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
