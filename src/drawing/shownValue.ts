// The value of a port as everything on the page shows it: of a node inside a loop that of the chosen step. Pure.
import type { Checked } from '../execution/checked';
import { enteringValue } from './entering';
import { splitPort } from './ports';
import type { ShownValue, Steps, Values } from './steps';
import { loopsAround, valueAtStep } from './stepValue';

/** Undefined until the port has run. The same steps give the same object. */
export function shownValue(checked: Checked, values: Values, name: string, steps: Steps): ShownValue | undefined {
  const [id, port] = splitPort(name);
  const node = checked.nodes.get(id);
  if (node?.type?.boundary === 'inputs') {
    return enteringValue(checked, values, node, port, steps, (other, at) => shownValue(checked, values, other, at));
  }
  const value = values[name];
  const loops = loopsAround(checked, id);
  if (!value || loops.length === 0) return value;
  // A node that was moved into a loop a moment ago still has its value from outside.
  const rank = node?.outputs[port]?.dims.length ?? 0;
  return value.shape.length < loops.length + rank ? value : valueAtStep(value, loops, steps);
}
