// What a check of a graph says, as data. Types only.
import type { Edge, Graph, GraphNode } from '../graph/graph';
import type { NodePorts } from '../graph/ports';
import type { AnyParams, Mode, NodeType, Source } from '../nodes/node';
import type { Traced } from '../nodes/trace';
import type { Dim, Sizes } from '../tensor/dim';
import type { Type } from '../tensor/tensor';
import type { Problem } from './problem';
import type { GraphSymbol } from './symbols';

export type NodeStatus = 'ready' | 'waiting' | 'problem' | 'muted';

export interface CheckedNode {
  readonly id: string;
  readonly node: GraphNode;
  /** Undefined when no release knows the type. */
  readonly type: NodeType | undefined;
  /** Those of its type, or those that the wall of a container lists; none for an unknown type. */
  readonly ports: NodePorts;
  readonly params: AnyParams;
  readonly status: NodeStatus;
  readonly problem?: Problem;
  /** Ids of the nodes right before it that gave nothing. */
  readonly waitsFor: readonly string[];
  readonly traced?: Traced;
  /** What the trace depends on; equal keys mean equal Programs. */
  readonly key: string;
  readonly source?: Source<string>;
  /** The graph's names for the sizes that the source brings. */
  readonly symbols?: Readonly<Record<string, Dim>>;
  /** Edges into each port, in edge order. */
  readonly wires: Readonly<Record<string, readonly Edge[]>>;
  /** Types of the wired inputs that are known. */
  readonly inputs: Readonly<Record<string, readonly Type[]>>;
  /** Empty unless ready. */
  readonly outputs: Readonly<Record<string, Type>>;
}

export interface Checked {
  readonly graph: Graph;
  readonly mode: Mode;
  /** Examples that datasets bring at once, where they do. */
  readonly batch: number | undefined;
  /** In an order in which they can run; nodes of a cycle come last. */
  readonly nodes: ReadonlyMap<string, CheckedNode>;
  readonly symbols: ReadonlyMap<string, GraphSymbol>;
  readonly sizes: Sizes;
  readonly problems: readonly Problem[];
}
