// Holds pasting to telling documents from copied nodes.
import { describe, expect, it } from 'vitest';
import { copyNodes } from '../../graph/clipboard';
import type { Graph } from '../../graph/graph';
import { serializeGraph } from '../../graph/serialize';
import { isWholeGraph } from './pasted';

const graph: Graph = {
  title: 'Kept',
  nodes: [{ id: 'a', type: 'note', position: { x: 0, y: 0 }, params: { text: '"title":' } }],
  edges: [],
};

describe('a pasted text', () => {
  it('is a document when it has a title, and nodes to add when it has none', () => {
    expect(isWholeGraph(serializeGraph(graph), false)).toBe(true);
    expect(isWholeGraph(copyNodes(graph, ['a']), false)).toBe(false);
  });

  it('is a document on an empty canvas if it looks like one at all', () => {
    expect(isWholeGraph(' {"broken', true)).toBe(true);
    expect(isWholeGraph('some words', true)).toBe(false);
    expect(isWholeGraph(copyNodes(graph, ['a']), true)).toBe(true);
  });
});
