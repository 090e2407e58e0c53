// All weights of a graph as one safetensors file, under the names and in the layout that the graph has.
import type { Checked } from '../execution/checked';
import { weightName, weightTensor } from '../execution/weights';
import type { Tensor } from '../tensor/tensor';
import { commonLosses } from './chosen';
import type { Exported } from './exported';
import { writeSafetensors } from './safetensors';
import { snakeCase } from './torch/names';
import { LAYOUT } from './weightFile';

/** By `<node>.<weight>`, of copy k of a stack `<node>[k].<weight>`; a matrix is [in, out]. */
export function allWeights(checked: Checked): Record<string, Tensor> {
  const top = [...checked.nodes.values()].filter(({ node, status }) => node.parent === undefined && status === 'ready');
  return Object.fromEntries(
    top.flatMap((node) =>
      Object.entries(node.traced?.weights ?? {}).map(([own, weight]) => {
        const name = weightName(node, own);
        return [name, weightTensor(checked.graph, name, weight, checked.sizes)] as const;
      }),
    ),
  );
}

/** `<name>.safetensors`. Throws RangeError when the graph has no weights, or too many of them for one file. */
export function exportWeights(checked: Checked, name?: string): Exported {
  const weights = allWeights(checked);
  if (Object.keys(weights).length === 0) throw new RangeError('this graph has no weights');
  const bytes = writeSafetensors(weights, { format: 'pt', layout: LAYOUT });
  const base = name ?? (snakeCase(checked.graph.title ?? '') || 'model');
  const losses = ['Settings, wires and texts are not in a file of weights.', ...commonLosses(checked)];
  return { files: [{ name: `${base}.safetensors`, bytes }], losses };
}
