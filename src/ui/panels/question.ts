// Asks why a cell has its value, with the numbers that the page has.

import { splitPort } from '../../drawing/ports';
import { shownValue } from '../../drawing/shownValue';
import type { Steps, Values } from '../../drawing/steps';
import type { Checked, CheckedNode } from '../../execution/checked';
import { explainCell, type Reading } from '../../execution/explain';
import { edgeAt } from '../../execution/sourcesOf';
import { weightName, weightTensor } from '../../execution/weights';
import type { PortName } from '../../worker/messages';

type Cells = ArrayLike<number>;

/** How each cell of a port came about at the chosen steps; undefined where the node does not run or an input is not on the page. */
export function asker(
  checked: Checked,
  values: Values,
  name: PortName,
  steps: Steps,
): ((cell: number) => Reading) | undefined {
  const [id, output] = splitPort(name);
  const node = checked.nodes.get(id);
  if (!node?.traced || node.status !== 'ready') return undefined;
  const { program } = node.traced;
  const inputs = new Map<string, Cells>();
  for (const input of program.inputs) {
    const cells = cellsOf(checked, node, values, input.name, steps);
    if (!cells) return undefined;
    inputs.set(input.name, cells);
  }
  const read = (input: string, index: number): number => inputs.get(input)?.[index] ?? Number.NaN;
  return (cell) => explainCell({ program, sizes: checked.sizes, output, cell, read });
}

function cellsOf(checked: Checked, node: CheckedNode, values: Values, input: string, steps: Steps): Cells | undefined {
  const [kind, own = ''] = input.split(':') as [string, string?];
  const weight = node.traced?.weights[own];
  if (kind === 'weight' && weight)
    return weightTensor(checked.graph, weightName(node, own), weight, checked.sizes).data;
  if (kind === 'constant') return node.source?.constants[own]?.data;
  const edge = edgeAt(node, input);
  return edge && shownValue(checked, values, `${edge.source}.${edge.sourcePort}`, steps)?.data;
}
