// How a gradient fades on its way back through a loop: its norm with respect to the state, k steps back. Pure.
import type { Checked } from '../../execution/checked';
import { wallOf } from '../../graph/ports';
import type { GradientMessage } from '../../worker/gradientMessages';
import type { PortName } from '../../worker/messages';
import { labelOf } from '../panels/names';
import { leaving } from '../time/loop';

/** A loop and the outputs inside that carry its state from step to step. */
export interface Carried {
  readonly loop: string;
  readonly label: string;
  readonly ports: readonly PortName[];
  /** It takes its last step first. */
  readonly backward: boolean;
}

/** Loops outside of other containers that carry states, in running order. */
export function carriedStates(checked: Checked): Carried[] {
  const { nodes, graph } = checked;
  return [...nodes.values()].flatMap(({ id, node, type, params, status }) => {
    if (node.parent !== undefined || status !== 'ready' || !type?.container?.stacks(params)) return [];
    const states = wallOf(id, graph.nodes).outputs.filter(({ kind }) => kind === 'state');
    const names = new Set(states.map(({ name }) => name));
    const ports = leaving(checked, id).flatMap(([port, edge]) =>
      names.has(port) ? [`${edge.source}.${edge.sourcePort}`] : [],
    );
    const backward = params.direction === 'backward';
    return ports.length > 0 ? [{ loop: id, label: labelOf(checked, id), ports, backward }] : [];
  });
}

/**
 * Norms of the gradient with respect to all that the loop carries (of an LSTM the hidden and the cell state together),
 * after its last step, one step before, and so on. Empty where the loss does not depend on it.
 */
export function curveOf(
  { ports, backward }: Pick<Carried, 'ports' | 'backward'>,
  gradients: Readonly<Record<PortName, GradientMessage>>,
): number[] {
  const lists = ports.flatMap((port) => gradients[port]?.steps ?? []).length
    ? ports.flatMap((port) => (gradients[port] ? [gradients[port].steps] : []))
    : [];
  const length = Math.max(0, ...lists.map((steps) => steps.length));
  const norms = Array.from({ length }, (_, at) => Math.hypot(...lists.map((steps) => steps[at] ?? 0)));
  return backward ? norms : norms.reverse();
}

/** The gradient of a state that is multiplied by w at each step: |w|^k exactly. */
export const powers = (w: number, count: number): number[] => Array.from({ length: count }, (_, k) => Math.abs(w) ** k);
