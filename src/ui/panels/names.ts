// What nodes and their ports are called on screen.
import { splitPort } from '../../drawing/ports';
import type { Checked, CheckedNode } from '../../execution/checked';
import { showType } from '../../execution/problem';
import type { PortName } from '../../worker/messages';

/** The label a person gave, else the title of the type. */
export const nodeLabel = ({ node, type }: CheckedNode): string => node.label ?? type?.title ?? node.id;

export const labelOf = (checked: Checked, id: string): string => {
  const node = checked.nodes.get(id);
  return node ? nodeLabel(node) : id;
};

/** `Softmax · weights`; `Softmax · weights in Cross-attention` where another node has the same name. */
export function portLabel(checked: Checked, name: PortName): string {
  const [id, port] = splitPort(name);
  const own = labelOf(checked, id);
  const parent = checked.nodes.get(id)?.node.parent;
  const isOne =
    parent === undefined || [...checked.nodes.values()].every((other) => other.id === id || nodeLabel(other) !== own);
  return isOne ? `${own} · ${port}` : `${own} · ${port} in ${labelOf(checked, parent)}`;
}

/** `Your, journey and starts`. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** `T × T = 6 × 6`; undefined while the node gives nothing. */
export function portShape(checked: Checked, name: PortName): string | undefined {
  const [node, port] = splitPort(name);
  const type = checked.nodes.get(node)?.outputs[port];
  return type && showType(type.dims, checked.sizes);
}

/** `1 node`, `9 nodes`. */
export const nodesWord = (count: number): string => `${count} ${count === 1 ? 'node' : 'nodes'}`;

/** What stands under a list of nodes: `All 9 nodes`. */
export const allNodes = (count: number): string => (count === 1 ? nodesWord(count) : `All ${nodesWord(count)}`);

/** As the start of a sentence. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
