// Whether the numbers that a graph computes with were learned. Pure.
import type { Checked } from '../../execution/checked';
import { weightEntry, weightName } from '../../execution/weights';

/** Its numbers were learned: it says how it is trained, and none of its weights is drawn. */
export const hasTrainedWeights = (checked: Checked): boolean =>
  checked.graph.training !== undefined &&
  Object.keys(checked.graph.weights ?? {}).length > 0 &&
  !hasRandomWeights(checked);

/** Some weight is drawn from a seed: what the graph shows is arithmetic, not knowledge. */
export function hasRandomWeights({ graph, nodes }: Checked): boolean {
  if (graph.weightsFile !== undefined) return false;
  return [...nodes.values()].some((node) =>
    Object.entries(node.traced?.weights ?? {}).some(
      ([own, weight]) => 'scheme' in weightEntry(graph, weightName(node, own), weight),
    ),
  );
}
