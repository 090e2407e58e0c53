// `check FILE`: what is wrong with a graph, without running it.
import { checkGraph } from '../execution/check';
import { Traces } from '../execution/traces';
import type { Graph } from '../graph/graph';
import { nodeType } from '../nodes/registry';
import { readGraph } from './open';
import { problemJson } from './show';
import type { Terminal } from './terminal';

export const checked = (graph: Graph) => checkGraph(graph, { nodeType, traces: new Traces() });

/** One JSON line per problem, `{"path", "code", "message"}`; 0 when there is none, else 1. */
export function checkCommand(terminal: Terminal, path: string): number {
  const result = readGraph(terminal, path);
  const problems =
    'problem' in result
      ? [result.problem]
      : checked(result.graph).problems.map((problem) => problemJson(result.graph, problem));
  for (const { path: place, code, message } of problems) terminal.print(JSON.stringify({ path: place, code, message }));
  return problems.length === 0 ? 0 : 1;
}
