// `check FILE`: what is wrong with a graph, without running it.
import { checked, readGraph } from './open';
import { problemJson } from './show';
import type { Terminal } from './terminal';

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
