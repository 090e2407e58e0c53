// Which values a run leaves to be read: outputs of every node that ran, and of those inside of containers. Knows no node type.
import type { Port } from '../nodes/node';
import type { Checked } from './checked';

export interface Readable {
  /** `<node>.<port>` of the node that it belongs to. */
  readonly name: string;
  /** Of the node that ran: its own port, or `<node>.<port>` of a node inside. */
  readonly port: string;
  readonly spec: Port | undefined;
}

/** The outputs of a node and, of a container, those of every node inside, stacked by step. */
export function readable(checked: Checked, id: string): Readable[] {
  const node = checked.nodes.get(id);
  return Object.keys(node?.traced?.program.outputs ?? {}).map((port) => {
    if (!port.includes('.')) return { name: `${id}.${port}`, port, spec: node?.ports.outputs[port] };
    const [child, own] = port.split('.') as [string, string];
    return { name: port, port, spec: checked.nodes.get(child)?.ports.outputs[own] };
  });
}
