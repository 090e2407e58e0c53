// The tidy layout: a straight main line, what feeds it below, no node on another.
import { describe, expect, it } from 'vitest';
import { longestPath, type TidyNode, tidyLayout } from './tidy';

const node = (id: string, height = 100): TidyNode => ({ id, x: 40, y: 60, width: 90, height, port: 44 });
const links = (...pairs: string[]): [string, string][] => pairs.map((pair) => pair.split(' ') as [string, string]);

const attention = {
  nodes: ['tokens', 'inputs', 'value', 'key', 'query', 'score', 'softmax', 'context'].map((id) => node(id)),
  notes: [],
  wires: links(
    'tokens inputs',
    'inputs query',
    'inputs key',
    'inputs value',
    'query score',
    'key score',
    'score softmax',
    'softmax context',
    'value context',
  ),
};

describe('tidyLayout', () => {
  const places = tidyLayout(attention);
  const at = (id: string) => places.get(id) ?? { x: Number.NaN, y: Number.NaN };

  it('puts the longest path on one line, each node right of the one before', () => {
    const path = longestPath(attention.nodes, attention.wires);
    expect(path).toHaveLength(6);
    expect(new Set(path.map((id) => at(id).y)).size).toBe(1);
    expect(path.map((id) => at(id).x)).toEqual([...path.map((id) => at(id).x)].sort((a, b) => a - b));
  });

  it('keeps query, key and value in one column, the longest wire outermost', () => {
    expect(new Set(['query', 'key', 'value'].map((id) => at(id).x)).size).toBe(1);
    const heights = ['query', 'key', 'value'].map((id) => at(id).y);
    expect(Math.max(...heights)).toBe(at('value').y);
  });

  it('lays no node on another', () => {
    const boxes = [...places.values()];
    const overlapping = boxes.flatMap((a, i) =>
      boxes.slice(i + 1).filter((b) => Math.abs(a.x - b.x) < 90 && Math.abs(a.y - b.y) < 100),
    );
    expect(overlapping).toEqual([]);
  });

  it('leaves the top left corner where it was', () => {
    expect(Math.min(...[...places.values()].map(({ x }) => x))).toBe(40);
    expect(Math.min(...[...places.values()].map(({ y }) => y))).toBe(60);
  });

  it('gives every node of a circle a place of its own', () => {
    const circle = tidyLayout({ nodes: ['a', 'b', 'c'].map((id) => node(id)), notes: [], wires: links('a b', 'b a') });
    expect(new Set([...circle.values()].map(({ x, y }) => `${x} ${y}`)).size).toBe(3);
  });

  it('keeps the parts of each head together', () => {
    const heads = {
      nodes: ['x', 'q1', 'k1', 's1', 'q2', 'k2', 's2', 'join'].map((id) => node(id)),
      notes: [],
      wires: links('x q1', 'x k1', 'q1 s1', 'k1 s1', 'x q2', 'x k2', 'q2 s2', 'k2 s2', 's1 join', 's2 join'),
    };
    const tidied = tidyLayout(heads);
    const column = ['q1', 'k1', 'q2', 'k2'].sort((a, b) => (tidied.get(a)?.y ?? 0) - (tidied.get(b)?.y ?? 0));
    const headOf = column.map((id) => id.slice(1));
    expect(headOf[0]).toBe(headOf[1]);
    expect(headOf[2]).toBe(headOf[3]);
  });

  it('moves a note from under the nodes, and leaves another where it is', () => {
    const notes = [node('covered'), { ...node('free'), x: 2000 }];
    const tidied = tidyLayout({ ...attention, notes });
    expect(tidied.get('covered')?.y).toBeGreaterThan(at('value').y + 100);
    expect(tidied.has('free')).toBe(false);
  });
});
