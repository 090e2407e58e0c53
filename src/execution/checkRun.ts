// What the checks of nodes, walls and containers share: the check that they are part of, and what is wired to a node.
import type { Edge, Graph, GraphNode } from '../graph/graph';
import type { Mode, NodeType } from '../nodes/node';
import type { Sizes } from '../tensor/dim';
import type { Type } from '../tensor/tensor';
import type { Checked, CheckedNode } from './checked';
import type { Problem } from './problem';
import type { Sourced } from './sources';
import { sourcesOf } from './sourcesOf';
import type { Traces } from './traces';
import { wiredType } from './wired';

export interface CheckOptions {
  readonly nodeType: (id: string) => NodeType | undefined;
  readonly traces: Traces;
  readonly mode?: Mode;
  /** Examples that datasets bring at once; absent: their one example, without a batch axis. */
  readonly batch?: number;
  /** An earlier check: nodes about which nothing changed keep their identity, so that nobody renders them again. */
  readonly before?: Checked;
}

export interface CheckRun {
  readonly graph: Graph;
  /** Its nodes by their ids. */
  readonly byId: ReadonlyMap<string, GraphNode>;
  readonly options: CheckOptions;
  readonly mode: Mode;
  readonly sizes: Sizes;
  readonly sourced: ReadonlyMap<string, Sourced>;
  readonly done: Map<string, CheckedNode>;
  readonly inCycle: ReadonlyMap<string, string>;
  /** What each container hands to its inside, by its id and port, once its own inputs are known. */
  readonly given: Map<string, Readonly<Record<string, Type>>>;
  /** Checks the nodes right inside a container, in running order. */
  readonly inside: (container: string) => CheckedNode[];
}

/** What is known of a node before it is judged. */
export type Wired = Omit<CheckedNode, 'status' | 'type'> & { readonly type: NodeType };

/** Whether it, or something around it, is muted. */
export function isMuted({ mode, parent }: GraphNode, run: Pick<CheckRun, 'byId'>): boolean {
  const around = run.byId.get(parent ?? '');
  return mode === 'mute' || (around !== undefined && isMuted(around, run));
}

/** Ids of the nodes right before it that give nothing. */
export const unready = (node: Pick<CheckedNode, 'wires'>, { done }: CheckRun): string[] =>
  [...new Set(sourcesOf(node))].filter((id) => done.get(id)?.status !== 'ready');

export function inputTypes(
  { wires, ports }: Pick<CheckedNode, 'wires' | 'ports'>,
  { done }: CheckRun,
): Record<string, Type[]> {
  const typesOf = (port: string, edges: readonly Edge[]): Type[] =>
    edges.flatMap(({ source, sourcePort }) => {
      const type = done.get(source)?.outputs[sourcePort];
      return type ? [wiredType(type, done.get(source), ports.inputs[port])] : [];
    });
  return Object.fromEntries(Object.entries(wires).map(([port, edges]) => [port, typesOf(port, edges)]));
}

/** Some ports have to be wired and are free. */
export const unwired = (base: Wired, ports: readonly string[]): CheckedNode => {
  const message = `nothing is wired to ${ports.join(' and ')}`;
  const problem: Problem = { node: base.id, code: 'unwired', message, ports };
  return { ...base, status: 'problem', problem };
};
