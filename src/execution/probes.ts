// Programs that take a zero at every output, also inside containers and per time step: the gradient of such a probe is that
// of the value it is added to. Knows no node type.
import { wallOf } from '../graph/ports';
import type { Traced } from '../nodes/trace';
import type { Type } from '../tensor/tensor';
import type { Checked, CheckedNode } from './checked';
import { contentsOf, traceContainer } from './container';

/** The outputs of a node that can have a gradient; of a container also those inside, as `<node>.<port>`, stacked by step. */
export function probedOutputs(node: CheckedNode): Record<string, Type> {
  const { types, outputs } = (node.traced as Traced).program;
  const all = Object.entries(outputs).map(([port, value]) => [port, types[value] as Type] as const);
  return Object.fromEntries(all.filter(([, { dtype }]) => dtype === 'float'));
}

/** The node with a Program that takes `probe:<node>.<port>` for every output inside of it; any other node is itself. */
export function probed(checked: Checked, node: CheckedNode): CheckedNode {
  const { type, traced } = node;
  if (!type?.container || !traced) return node;
  const children = [...checked.nodes.values()].filter((child) => child.node.parent === node.id);
  const wall = wallOf(node.id, checked.graph.nodes);
  const contents = contentsOf(
    wall,
    children.map((child) => probed(checked, child)),
  );
  const inside = Object.entries(probedOutputs(node)).filter(([port]) => port.includes('.'));
  const again = traceContainer({ ...node, type }, contents, checked.sizes, checked.mode, Object.fromEntries(inside));
  return { ...node, traced: again };
}
