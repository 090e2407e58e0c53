// Holds the line that stepping shows to what really changed.
import { describe, expect, it } from 'vitest';
import type { Graph, GraphNode } from '../../graph/graph';
import { differenceBetween, differenceLine, shownDifference } from './difference';

const node = (id: string, type: string, label?: string): GraphNode => ({
  id,
  type,
  position: { x: 0, y: 0 },
  ...(label ? { label } : {}),
});
const graph = (...nodes: GraphNode[]): Graph => ({ nodes, edges: [] });

const counted = (before: Graph, after: Graph) =>
  Object.fromEntries(Object.entries(differenceBetween(before, after)).map(([what, found]) => [what, found.length]));

const self = graph(node('inputs', 'tensor'), node('score', 'score'), node('soft', 'softmax', 'Softmax'));

describe('the difference between two graphs', () => {
  it('counts a node as kept by its id and type, or by its type and label', () => {
    const after = graph(
      node('inputs', 'tensor'),
      node('score', 'scale'),
      node('softmax', 'softmax', 'Softmax'),
      node('mask', 'mask'),
    );
    expect(counted(self, after)).toEqual({ added: 2, removed: 1, kept: 2 });
  });

  it('keeps each node once', () => {
    const after = graph(node('a', 'softmax', 'Softmax'), node('b', 'softmax', 'Softmax'));
    expect(counted(self, after)).toEqual({ added: 1, removed: 2, kept: 1 });
  });

  it('keeps a node that got a number when others like it came', () => {
    const after = graph(node('softmax-1', 'softmax'), node('softmax-2', 'softmax'), node('softmax-3', 'softmax'));
    expect(counted(graph(node('softmax', 'softmax')), after)).toEqual({ added: 2, removed: 0, kept: 1 });
  });

  it.each([
    ['one more', graph(...self.nodes, node('mask', 'mask')), '+ 1 node, 3 kept since Self-attention'],
    ['fewer', graph(...self.nodes.slice(1)), '− 1 node, 2 kept since Self-attention'],
    [
      'other ones',
      graph(...self.nodes.slice(1), node('a', 'add'), node('b', 'add')),
      '+ 2 nodes, − 1, 2 kept since Self-attention',
    ],
    ['the same', graph(...self.nodes), 'The same 3 nodes since Self-attention'],
    ['nothing in common', graph(node('text', 'text')), undefined],
    [
      'no more in common than most graphs have',
      graph(node('a', 'text'), node('b', 'embedding'), node('c', 'linear'), node('softmax', 'softmax', 'Softmax')),
      undefined,
    ],
  ])('says %s in a line', (_, after, line) => {
    const difference = shownDifference(self, after, 'Self-attention');
    expect(difference && differenceLine(difference)).toBe(line);
  });

  it('names what is gone, and counts no wall of a container', () => {
    const after = graph(
      node('inputs', 'tensor'),
      node('score', 'score'),
      node('loop', 'repeat'),
      node('in', 'inputs'),
      node('out', 'outputs'),
    );
    expect(shownDifference(self, after, 'Self-attention')).toEqual({
      since: 'Self-attention',
      added: ['loop'],
      kept: ['inputs', 'score'],
      removed: ['Softmax'],
    });
  });
});
