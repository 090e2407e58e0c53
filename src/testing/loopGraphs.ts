// Loops with their walls in a few words, for tests. Tests only.
import type { Graph, GraphNode } from '../graph/graph';
import type { AnyParams } from '../nodes/node';
import { node, ports, wires } from './build';

interface Loop {
  readonly id?: string;
  readonly params?: AnyParams;
  readonly takes: ReturnType<typeof ports>;
  readonly inside: readonly GraphNode[];
  readonly gives: ReturnType<typeof ports>;
}

/** A Repeat, its walls `in` and `out`, and between them the nodes inside. */
export const loopOf = ({ id = 'loop', params = {}, takes, inside, gives }: Loop): GraphNode[] => [
  node(id, 'repeat', params),
  ...[node('in', 'inputs', takes), ...inside, node('out', 'outputs', gives)].map((one) => ({ ...one, parent: id })),
];

/** h = tanh(x + h) over three rows of one cell, from 0; `label` is that of the loop. */
export const tanhOfSums = (label?: string): Graph => ({
  nodes: [
    node('xs', 'tensor', { values: [[1], [2], [3]] }),
    node('start', 'tensor', { values: [[0]] }),
    ...loopOf({
      takes: ports(['x', 'sequence'], ['h', 'state']),
      inside: [node('sum', 'add'), node('act', 'activation', { kind: 'tanh' })],
      gives: ports(['h', 'state']),
    }).map((one) => (one.id === 'loop' && label ? { ...one, label } : one)),
  ],
  edges: wires(
    'xs.out > loop.x',
    'start.out > loop.h',
    'in.x > sum.a',
    'in.h > sum.b',
    'sum.out > act.x',
    'act.out > out.h',
  ),
});
