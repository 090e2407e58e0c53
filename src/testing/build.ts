// Small graphs in a few words, for tests. Tests only.

import { checkGraph } from '../execution/check';
import type { Checked } from '../execution/checked';
import type { CheckOptions } from '../execution/checkRun';
import { Traces } from '../execution/traces';
import type { Edge, Graph, GraphNode } from '../graph/graph';
import type { AnyParams } from '../nodes/node';
import { nodeType } from '../nodes/registry';

export const node = (id: string, type: string, params: AnyParams = {}, more: Partial<GraphNode> = {}): GraphNode => ({
  id,
  type,
  params,
  position: { x: 0, y: 0 },
  ...more,
});

/** One wire per line: `source.port > target.port`. */
export const wires = (...lines: readonly string[]): Edge[] =>
  lines.map((line, i) => {
    const [source, sourcePort, target, targetPort] = line.split(/[.>]/).map((word) => word.trim()) as [
      string,
      string,
      string,
      string,
    ];
    return { id: `e${i}`, source, sourcePort, target, targetPort };
  });

export const checkOptions = (): CheckOptions => ({ nodeType, traces: new Traces() });

export const check = (graph: Graph): Checked => checkGraph(graph, checkOptions());

/** What the walls of a container list, as their param: `['x', 'sequence']`. */
export const ports = (...list: readonly (readonly [name: string, kind: string])[]) => ({
  ports: list.map(([name, kind]) => ({ name, kind })),
});
