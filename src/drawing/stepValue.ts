// Which part of a stacked value a node inside a container shows: the chosen step of every loop around it. Pure.
import type { Checked } from '../execution/checked';
import { count } from '../tensor/tensor';
import type { ShownValue, Steps, Values } from './steps';

/** Containers around a node that stack what is inside, the outermost first. */
export function loopsAround(checked: Checked, node: string): string[] {
  const loops: string[] = [];
  for (let at = checked.nodes.get(node)?.node.parent; at !== undefined; at = checked.nodes.get(at)?.node.parent) {
    const container = checked.nodes.get(at);
    if (container?.type?.container?.stacks(container.params)) loops.unshift(at);
  }
  return loops;
}

const slices = new WeakMap<ShownValue, Map<string, ShownValue>>();

/**
 * A value [steps, ..., cells] of a node inside loops at the chosen steps; the last one where none is chosen. A value of a
 * node outside of any loop is itself. The same steps give the same object.
 */
export function valueAtStep(
  value: ShownValue,
  loops: readonly string[],
  steps: Readonly<Record<string, number>>,
): ShownValue {
  if (loops.length === 0) return value;
  const chosen = loops.map((loop, axis) => {
    const last = (value.shape[axis] ?? 1) - 1;
    return Math.max(0, Math.min(last, steps[loop] ?? last));
  });
  const known = slices.get(value) ?? new Map<string, ShownValue>();
  slices.set(value, known);
  const before = known.get(chosen.join());
  if (before) return before;
  const shape = value.shape.slice(loops.length);
  const cells = count(shape);
  const at = chosen.reduce((index, step, axis) => index * (value.shape[axis] ?? 1) + step, 0);
  const slice = { shape, data: value.data.subarray(at * cells, (at + 1) * cells), key: value.key };
  known.set(chosen.join(), slice);
  return slice;
}

/** How many steps a loop took, read off a value inside it; undefined before it ran. */
export function stepsOf(
  checked: Checked,
  values: Readonly<Record<string, ShownValue>>,
  loop: string,
): number | undefined {
  for (const [name, { shape }] of Object.entries(values)) {
    const axis = loopsAround(checked, name.split('.')[0] as string).indexOf(loop);
    if (axis >= 0) return shape[axis];
  }
  return undefined;
}

export interface ChosenStep {
  /** How many steps the loop took. */
  readonly count: number;
  /** The chosen one, from 0. */
  readonly step: number;
  /** What a step is called: copies of a stacked block are no steps in time. */
  readonly unit: 'step' | 'copy';
}

/** Undefined while the container has not run, or runs its inside once without stacking. */
export function chosenStep(checked: Checked, values: Values, container: string, steps: Steps): ChosenStep | undefined {
  const { type, params = {} } = checked.nodes.get(container) ?? {};
  const count = stepsOf(checked, values, container);
  if (!type?.container || !count) return undefined;
  const step = Math.max(0, Math.min(count - 1, steps[container] ?? count - 1));
  return { count, step, unit: type.container.copies(params) > 1 ? 'copy' : 'step' };
}

/** `step 2 of 3`, `copy 1 of 6`. */
export const stepText = ({ unit, step, count }: ChosenStep): string => `${unit} ${step + 1} of ${count}`;
