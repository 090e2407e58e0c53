// The graph's own example with the weights as they are: what people watch while it learns. Knows no device.
import { checkGraph } from '../execution/check';
import type { Checked } from '../execution/checked';
import { type Feed, link } from '../execution/link';
import type { Graph } from '../graph/graph';
import type { Program } from '../ops/program';
import { trim } from '../passes/trim';
import type { PlanOptions } from './datasets';
import { onRow, type Place } from './row';

export interface Watching {
  /** Takes the weights as one row; outputs by `<node>.<port>`, those of nodes inside a container by their own names. */
  readonly program: Program;
  readonly checked: Checked;
  readonly feeds: readonly Feed[];
}

/** Undefined when none of the ports runs. */
export function watching(
  graph: Graph,
  ports: readonly string[],
  places: readonly Place[],
  options: PlanOptions,
): Watching | undefined {
  const checked = checkGraph(graph, options);
  const found = new Map(ports.flatMap((port) => linkable(checked, port).map((linked) => [linked, port] as const)));
  if (found.size === 0) return undefined;
  const { program, feeds } = link(checked, [...found.keys()]);
  const named = onRow(trim(program), places, checked.sizes, (_t, outputs) =>
    Object.fromEntries(Object.entries(outputs).map(([linked, value]) => [found.get(linked) as string, value])),
  );
  return { program: named, checked, feeds };
}

/** The name by which `link` knows a port: a container gives what is inside of it as `<container>.<node>.<port>`. */
function linkable({ nodes }: Checked, port: string): string[] {
  const id = port.slice(0, port.indexOf('.'));
  let outer = nodes.get(id);
  if (!outer) return [];
  const inside = outer.node.parent !== undefined;
  while (outer?.node.parent !== undefined) outer = nodes.get(outer.node.parent);
  const linked = inside ? `${outer?.id}.${port}` : port;
  const own = inside ? port : port.slice(id.length + 1);
  return outer?.traced && own in outer.traced.program.outputs ? [linked] : [];
}
