// What a person should know about a loop that ran: how many steps, which one is chosen, and the word of each. Pure.

import { shownValue } from '../../drawing/shownValue';
import type { Steps, Values } from '../../drawing/steps';
import { type ChosenStep, chosenStep, loopsAround, valueAtStep } from '../../drawing/stepValue';
import type { Checked, CheckedNode } from '../../execution/checked';
import type { Edge } from '../../graph/graph';
import { wallOf } from '../../graph/ports';
import { insideType } from '../../nodes/container';

export interface Loop extends ChosenStep {
  readonly container: string;
  /** A backward loop takes its last step first. */
  readonly backward: boolean;
  /** The token of each step: what it gave, or else what it read. Undefined where steps have none. */
  readonly words?: readonly string[] | undefined;
}

/** Undefined while the container has not run, or runs its inside once without stacking. */
export function loopOf(checked: Checked, values: Values, container: string, steps: Steps): Loop | undefined {
  const node = checked.nodes.get(container);
  const chosen = chosenStep(checked, values, container, steps);
  if (!node || !chosen) return undefined;
  const words = givenWords(checked, values, node, steps) ?? readWords(checked, node);
  return {
    ...chosen,
    container,
    backward: node.params.direction === 'backward',
    ...(words?.length === chosen.count ? { words } : {}),
  };
}

/** Whether a step was taken when the chosen one was. */
export const isReached = ({ step, backward }: Pick<Loop, 'step' | 'backward'>, at: number): boolean =>
  backward ? at >= step : at <= step;

export const wordAt = ({ words }: Loop, step: number): string | undefined => words?.[step];

/** What is wired to each port of the far wall. */
export function leaving(checked: Checked, container: string): readonly (readonly [port: string, edge: Edge])[] {
  const far = [...checked.nodes.values()].find(
    ({ node, type }) => node.parent === container && type?.boundary === 'outputs',
  );
  return Object.entries(far?.wires ?? {}).flatMap(([port, [edge]]) => (edge ? [[port, edge] as const] : []));
}

/** The words of the ids that each step gave: of a decoder, what it wrote. */
function givenWords(checked: Checked, values: Values, { id }: CheckedNode, steps: Steps): string[] | undefined {
  for (const [, { source, sourcePort }] of leaving(checked, id)) {
    const below = checked.nodes.get(source)?.outputs[sourcePort]?.below;
    const words = typeof below === 'string' ? checked.symbols.get(below)?.labels : undefined;
    const stacked = words && values[`${source}.${sourcePort}`];
    if (!words || !stacked) continue;
    const ids = valueAtStep(stacked, loopsAround(checked, id), steps);
    const cells = ids.data.length / (ids.shape[0] ?? 1);
    return Array.from({ length: ids.shape[0] ?? 0 }, (_, step) => words[ids.data[step * cells] as number] ?? '');
  }
  return undefined;
}

/** The words along the axis that the loop walks, which is the one that the inside sees one entry of. */
function readWords(checked: Checked, { id, type, params, inputs }: CheckedNode): readonly string[] | undefined {
  for (const port of wallOf(id, checked.graph.nodes).inputs) {
    const outside = inputs[port.name]?.[0];
    const inside = outside && type?.container && insideType(type.container, port, outside, params);
    const walked = outside?.dims.find((dim, axis) => dim !== inside?.dims[axis]);
    const words = typeof walked === 'string' ? checked.symbols.get(walked)?.labels : undefined;
    if (words) return words;
  }
  return undefined;
}

export interface LoopState {
  readonly name: string;
  /** Cells after the chosen step. */
  readonly data: Float32Array;
  readonly shape: readonly number[];
  /** Euclidean. */
  readonly norm: number;
}

/** What a loop hands from the chosen step to the next one. */
export function statesOf(checked: Checked, values: Values, container: string, steps: Steps): LoopState[] {
  const states = new Set(
    wallOf(container, checked.graph.nodes)
      .outputs.filter(({ kind }) => kind === 'state')
      .map(({ name }) => name),
  );
  return leaving(checked, container).flatMap(([port, { source, sourcePort }]) => {
    const value = states.has(port) ? shownValue(checked, values, `${source}.${sourcePort}`, steps) : undefined;
    if (!value) return [];
    const norm = Math.sqrt(value.data.reduce((sum, cell) => sum + cell * cell, 0));
    return [{ name: port, data: value.data, shape: value.shape, norm }];
  });
}
