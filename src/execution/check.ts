// Types and errors of a whole graph, without running it. Pure and synchronous: the page does it within a frame.
import type { Graph } from '../graph/graph';
import { nodesById } from '../graph/ids';
import { cycles, incoming, topologicalOrder } from '../graph/order';
import type { Checked, CheckedNode } from './checked';
import { checkNode } from './checkNode';
import { type CheckOptions, type CheckRun, isMuted } from './checkRun';
import { readSources } from './sources';
import { Symbols } from './symbols';
import { textOf } from './traces';
import { sameButForNumbers, type Untouched, unchanged, untouchedSince } from './untouched';

export function checkGraph(graph: Graph, options: CheckOptions): Checked {
  const { before, batch } = options;
  const mode = options.mode ?? { training: false };
  if (before && sameButForNumbers(before, { graph, mode, batch })) return { ...before, graph };
  const symbols = new Symbols();
  const sourced = readSources(graph, symbols, options.nodeType, batch);
  const now = { graph, mode, sizes: symbols.sizes, sourced, done: new Map<string, CheckedNode>() };
  const untouched = untouchedSince(options.before, now);
  const inside = (container: string): CheckedNode[] => checkScope(container, run, untouched);
  const byId = nodesById(graph);
  const run: CheckRun = { ...now, byId, options, inside, inCycle: namesOfCycles(graph), given: new Map() };
  checkScope(undefined, run, untouched);
  const problems = [...run.done.values()].flatMap(({ problem }) => (problem ? [problem] : []));
  return { graph, mode, batch, nodes: run.done, symbols: symbols.all, sizes: run.sizes, problems };
}

/** The nodes right inside a container, or those of the graph itself, in running order. */
function checkScope(parent: string | undefined, run: CheckRun, untouched: Untouched): CheckedNode[] {
  const { graph, options } = run;
  const nodes = graph.nodes.filter((node) => node.parent === parent);
  const wires = incoming(graph);
  const sameSizes = textOf(run.sizes) === textOf(options.before?.sizes ?? {});
  return topologicalOrder({ ...graph, nodes }).map((node) => {
    const same = isMuted(node, run) ? undefined : untouched(node.id);
    if (same) return kept(same, run);
    const now = checkNode(node, wires.get(node.id) ?? {}, run);
    const before = sameSizes ? options.before?.nodes.get(node.id) : undefined;
    const said = before && unchanged(before, now) ? before : now;
    run.done.set(node.id, said);
    return said;
  });
}

/** An earlier check that holds, behind those of what lies in the node. */
function kept(known: CheckedNode, run: CheckRun): CheckedNode {
  const inside = known.type?.container ? [...(run.options.before?.nodes.values() ?? [])] : [];
  for (const child of inside) if (child.node.parent === known.id) kept(child, run);
  run.done.set(known.id, known);
  return known;
}

function namesOfCycles(graph: Graph): Map<string, string> {
  const labels = new Map(graph.nodes.map((node) => [node.id, node.label ?? node.id]));
  return new Map(
    cycles(graph).flatMap((ids) => {
      const words = [...ids, ids[0] as string].map((id) => labels.get(id)).join(' → ');
      return ids.map((id) => [id, words] as const);
    }),
  );
}
