// Which node types could be put at the free end of a wire, and by which port. Pure.

import type { PortEnd } from '../../drawing/ports';
import { checkGraph } from '../../execution/check';
import type { Checked } from '../../execution/checked';
import type { CheckOptions } from '../../execution/checkRun';
import { fit } from '../../execution/fit';
import { addNode } from '../../graph/editNodes';
import { emptyGraph, type GraphNode } from '../../graph/graph';
import type { NodeType } from '../../nodes/node';

export interface Addable {
  readonly type: NodeType;
  /** The first port that fits, and its row. */
  readonly port: string;
  readonly row: number;
}

const TRIAL = 'trial';

/** In the order of `types`. */
export function typesForWire(
  from: PortEnd,
  checked: Checked,
  options: CheckOptions,
  types: readonly NodeType[],
): Addable[] {
  return types.flatMap((type) => {
    const ports = Object.keys(from.side === 'output' ? type.inputs : type.outputs);
    if (ports.length === 0) return [];
    const alone = checkGraph(addNode(emptyGraph, { type: type.id, position: { x: 0, y: 0 }, id: TRIAL }), options);
    const trial = alone.nodes.get(TRIAL);
    if (!trial) return [];
    const graph = { ...checked.graph, nodes: [...checked.graph.nodes, trial.node as GraphNode] };
    const sizes = { ...alone.sizes, ...checked.sizes };
    const both: Checked = { ...checked, graph, sizes, nodes: new Map([...checked.nodes, [TRIAL, trial]]) };
    const row = ports.findIndex((port) => {
      const [source, target] = from.side === 'output' ? [from, { node: TRIAL, port }] : [{ node: TRIAL, port }, from];
      return fit(both, options, source, target).fits;
    });
    const port = ports[row];
    return port === undefined ? [] : [{ type, port, row }];
  });
}
