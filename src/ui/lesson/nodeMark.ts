// How the lesson and the timeline mark a node on the canvas. Pure.
import type { Checked } from '../../execution/checked';
import type { ViewState } from '../../store/viewStore';

/** `pointed`: the step of the lesson is about it; `back`: it is about others. */
export type Pointing = 'pointed' | 'back';

function isInside(checked: Checked, id: string, outer: string): boolean {
  for (let at = checked.nodes.get(id)?.node.parent; at !== undefined; at = checked.nodes.get(at)?.node.parent) {
    if (at === outer) return true;
  }
  return false;
}

/** What lies in a node that is pointed at, or around it, does not step back. */
export function pointingOf(checked: Checked, pointed: readonly string[], id: string): Pointing | undefined {
  const there = pointed.filter((one) => checked.nodes.has(one));
  if (there.length === 0) return undefined;
  if (there.includes(id)) return 'pointed';
  return there.some((one) => isInside(checked, id, one) || isInside(checked, one, id)) ? undefined : 'back';
}

export function changeOf(difference: ViewState['difference'], id: string): 'added' | 'kept' | undefined {
  if (difference?.added.includes(id)) return 'added';
  return difference?.kept.includes(id) ? 'kept' : undefined;
}
