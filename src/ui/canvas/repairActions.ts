// What the buttons of a callout do, and what it will be then. Pure but for the edit that the caller gives.

import { titleOf } from '../../drawing/face';
import { checkGraph } from '../../execution/check';
import type { CheckOptions } from '../../execution/checkRun';
import { showType } from '../../execution/problem';
import type { Repair } from '../../execution/repair';
import type { Graph } from '../../graph/graph';

/** `After the repair: Score · scores is T × T = 6 × 6.`; undefined where the node still gives nothing. */
export function afterRepair(graph: Graph, node: string, { change }: Repair, options: CheckOptions): string | undefined {
  const checked = checkGraph(change(graph), options);
  const mended = checked.nodes.get(node);
  const [first] = Object.entries(mended?.outputs ?? {});
  if (!mended || !first) return undefined;
  const [port, type] = first;
  return `After the repair: ${titleOf(mended)} · ${port} is ${showType(type.dims, checked.sizes)}.`;
}
