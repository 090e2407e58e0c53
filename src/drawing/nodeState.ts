// What a node says about itself when it has nothing new to show. Pure.

import type { Checked, CheckedNode } from '../execution/checked';
import type { NodeRun } from '../execution/executor';
import type { Problem } from '../execution/problem';
import { titleOf } from './face';

/** `problem`: red, with words; `waiting`: for another node or a wire; `busy`: for the engine. */
export interface NodeSay {
  readonly tone: 'problem' | 'waiting' | 'busy' | 'muted';
  /** `waits for`, `last run, waits for`. */
  readonly before: string;
  /** The strong part: names of nodes or ports. */
  readonly strong: string;
}

/** A port that nothing is wired to yet is no mistake, only unfinished. */
export const isUnfinished = (problem: Problem | undefined): boolean => problem?.code === 'unwired';

/** Names of the nodes that a node waits for, as people know them. */
export const waitsForNames = ({ nodes }: Checked, { waitsFor }: CheckedNode): string =>
  waitsFor
    .map((id) => nodes.get(id))
    .map((node) => (node ? titleOf(node) : 'a missing node'))
    .join(', ');

/** A node with a mistake in a container that is closed around it: the first, at any depth. */
export function brokenInside({ nodes }: Checked, container: string): CheckedNode | undefined {
  if (!nodes.get(container)?.node.collapsed) return undefined;
  const liesInside = ({ node }: CheckedNode): boolean => {
    for (let at = node.parent; at !== undefined; at = nodes.get(at)?.node.parent) if (at === container) return true;
    return false;
  };
  return [...nodes.values()].find(
    (node) => node.problem !== undefined && !isUnfinished(node.problem) && liesInside(node),
  );
}

interface Situation {
  readonly node: CheckedNode;
  /** What `brokenInside` found. */
  readonly inside?: CheckedNode | undefined;
  readonly waitsFor: string;
  readonly hasValue: boolean;
  /** No engine is there yet. */
  readonly starting: boolean;
  /** A mistake that only running showed. */
  readonly runProblem: Problem | undefined;
  /** What became of it in the last run, once that is over; `within`: the title of the node that it ran inside of. */
  readonly ended?: { readonly state: NodeRun['state']; readonly within?: string | undefined } | undefined;
}

/** Why a node whose run is over has no value on the page. */
function unseen({ state, within }: NonNullable<Situation['ended']>): NodeSay {
  if (state === 'waiting') return { tone: 'waiting', before: 'waits for', strong: 'a node before it' };
  if (within !== undefined) return { tone: 'waiting', before: 'ran inside', strong: within };
  return { tone: 'waiting', before: 'ran; select it to see its numbers', strong: '' };
}

/** Undefined when the node shows its current value. */
export function nodeSay({
  node,
  inside,
  waitsFor,
  hasValue,
  starting,
  runProblem,
  ended,
}: Situation): NodeSay | undefined {
  const waits = hasValue ? 'last run, waits for' : 'waits for';
  if (node.status === 'muted') return { tone: 'muted', before: 'muted', strong: '' };
  if (inside) return { tone: 'problem', before: '', strong: `inside, ${titleOf(inside)}: ${inside.problem?.message}` };
  if (node.status === 'waiting') return { tone: 'waiting', before: waits, strong: waitsFor };
  const problem = node.problem ?? runProblem;
  if (problem && isUnfinished(problem) && (problem.ports?.length ?? 0) > 0) {
    return { tone: 'waiting', before: waits, strong: (problem.ports ?? []).join(', ') };
  }
  if (problem) return { tone: 'problem', before: '', strong: problem.message };
  if (hasValue || Object.keys(node.outputs).length === 0) return undefined;
  if (ended) return unseen(ended);
  return { tone: 'busy', before: starting ? 'engine starts' : 'running', strong: '' };
}
