// What is said about a wire while it is drawn. Pure.

import { titleOf } from '../../drawing/face';
import type { PortEnd, PortSlot } from '../../drawing/ports';
import type { Checked } from '../../execution/checked';
import type { FlowState } from './flowStore';
import type { DrawnEnd } from './wiringStore';

export const slotOf = ({ faces }: Pick<FlowState, 'faces'>, { node, key }: PortEnd): PortSlot | undefined =>
  faces.get(node)?.slots.find((slot) => slot.key === key);

/** `Score · key`. */
export function portName({ nodes }: Checked, { node, port }: PortEnd): string {
  const checked = nodes.get(node);
  return `${checked ? titleOf(checked) : node} · ${port}`;
}

export const fitCount = ({ fits }: Pick<DrawnEnd, 'fits'>): string =>
  fits === 1 ? '1 port fits' : `${fits} ports fit`;

/** For those who hear it: which port is meant, and which of how many. */
export function spokenTarget(wire: DrawnEnd, checked: Checked): string {
  const fits = [...wire.candidates.values()].filter(({ fit }) => fit.fits);
  if (!wire.over) return `${portName(checked, wire.from)}: ${fitCount(wire)}`;
  const at = fits.indexOf(wire.over) + 1;
  return `${portName(checked, wire.over.end)}, ${wire.over.slot.fullShape}, ${at} of ${fits.length}`;
}
