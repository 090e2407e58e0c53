// The systems whose fading gradients are drawn over each other: the lag-recall presets as they are before any training.
import { checkGraph } from '../../execution/check';
import { Traces } from '../../execution/traces';
import type { Graph } from '../../graph/graph';
import { nodeType } from '../../nodes/registry';
import { gradientTarget } from '../../store/gradients';
import type { EngineClient } from '../../worker/client';
import type { BackendChoice } from '../../worker/messages';
import { carriedStates, curveOf } from './curve';

/** Steps between what is to be remembered and the question. */
export const LAG = 40;

/** By the name of the preset's file, in the order of the story. */
export const COMPARED = [
  { preset: 'lag-recall-rnn', label: 'RNN', dash: undefined },
  { preset: 'lag-recall-lstm', label: 'LSTM', dash: [6, 4] },
  { preset: 'lag-recall-lstm-long-memory', label: 'LSTM, long memory', dash: [2, 3] },
  { preset: 'lag-recall-rnn-attention', label: 'RNN + attention', dash: [10, 3, 2, 3] },
] as const;

/** Every setting called `lag` set, and every weight drawn: what the system is before it has learned. */
export function atTheStart(graph: Graph, lag = LAG): Graph {
  const drawn = Object.entries(graph.weights ?? {}).filter(([, entry]) => 'scheme' in entry);
  const nodes = graph.nodes.map((node) => {
    const has = nodeType(node.type)?.params.lag !== undefined;
    return has ? { ...node, params: { ...node.params, lag } } : node;
  });
  const { weightsFile: _, ...rest } = graph;
  return { ...rest, nodes, weights: Object.fromEntries(drawn) };
}

export interface Curve {
  readonly norms: readonly number[];
  /** Why there is none. */
  readonly failure?: string;
}

/** The gradient of the graph's loss with respect to the state of its first loop, k steps back. Never throws. */
export async function lossCurve(engine: EngineClient, backend: BackendChoice, graph: Graph): Promise<Curve> {
  const checked = checkGraph(graph, { nodeType, traces: new Traces() });
  const [problem] = checked.problems;
  const port = gradientTarget(checked, undefined);
  const [carried] = carriedStates(checked);
  if (problem || port === undefined || !carried) return { norms: [], failure: problem?.message ?? 'It has no loop.' };
  for (;;) {
    const reply = await engine.gradients({ graph, port, backend, only: carried.ports });
    if (reply.kind === 'gradients') return { norms: curveOf(carried, reply.ports) };
    if (reply.message !== undefined) return { norms: [], failure: reply.message };
    // A run of the open graph went first.
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
