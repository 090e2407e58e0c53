// What stepping from one graph to another adds, takes away and keeps. Pure.
import type { Graph, GraphNode } from '../../graph/graph';
import { nodeType } from '../../nodes/registry';
import type { ShownDifference } from '../../store/viewStore';
import { nodesWord } from '../panels/names';

export interface Difference {
  /** Nodes of the graph after. */
  readonly added: readonly GraphNode[];
  readonly kept: readonly GraphNode[];
  /** Nodes of the graph before. */
  readonly removed: readonly GraphNode[];
}

/** Ever looser ways in which a node of one graph is one of the other: its id, its label, its id without a number at the end. */
const LIKENESSES: readonly ((node: GraphNode) => string)[] = [
  ({ type, id }) => `${type} ${id}`,
  ({ type, id, label }) => `${type} ${label ?? id}`,
  ({ type, id }) => `${type} ${id.replace(/-?\d+$/, '')}`,
];

/** The walls of containers come and go with them: they are no nodes that anybody added. */
const isOwn = ({ type }: GraphNode): boolean => nodeType(type)?.boundary === undefined;

/** Each node is kept once. */
export function differenceBetween(before: Graph, after: Graph): Difference {
  let left = before.nodes.filter(isOwn);
  let fresh = after.nodes.filter(isOwn);
  for (const likeness of LIKENESSES) {
    const there = left.map(likeness);
    fresh = fresh.filter((node) => {
      const at = there.indexOf(likeness(node));
      if (at >= 0) there[at] = '';
      return at < 0;
    });
    left = left.filter((_, at) => there[at] !== '');
  }
  const added = new Set(fresh);
  return { added: fresh, removed: left, kept: after.nodes.filter((node) => isOwn(node) && !added.has(node)) };
}

const nameOf = ({ id, type, label }: GraphNode): string => label ?? nodeType(type)?.title ?? id;

/** Undefined where the graphs share no more than half of the smaller one: a text and a softmax are in most of them. */
export function shownDifference(before: Graph, after: Graph, since: string): ShownDifference | undefined {
  const { added, removed, kept } = differenceBetween(before, after);
  if (2 * kept.length <= kept.length + Math.min(added.length, removed.length)) return undefined;
  const ids = (nodes: readonly GraphNode[]) => nodes.map(({ id }) => id);
  return { since, added: ids(added), kept: ids(kept), removed: removed.map(nameOf) };
}

/** `+ 1 node, 8 kept since Self-attention`. */
export function differenceLine({ added, removed, kept, since }: ShownDifference): string {
  const changes = [
    ...(added.length > 0 ? [`+ ${nodesWord(added.length)}`] : []),
    ...(removed.length > 0 ? [`− ${added.length > 0 ? removed.length : nodesWord(removed.length)}`] : []),
  ];
  const line = changes.length > 0 ? `${changes.join(', ')}, ${kept.length} kept` : `The same ${nodesWord(kept.length)}`;
  return `${line} since ${since}`;
}
