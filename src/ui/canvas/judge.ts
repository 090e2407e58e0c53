// Whether a wire may be drawn, as the canvas sees it. Pure.
import type { CheckOptions } from '../../execution/check';
import type { Checked } from '../../execution/checked';
import { type Fit, fit, type PortRef } from '../../execution/fit';

/** A size that nothing has settled yet (`?key.e`) clashes with no other: the ports that are still free will say. */
export function judge(checked: Checked, options: CheckOptions, from: PortRef, to: PortRef): Fit {
  const judged = fit(checked, options, from, to);
  if (judged.fits) return judged;
  return judged.problem.clash?.some((size) => size.startsWith('?')) ? { fits: true } : judged;
}
