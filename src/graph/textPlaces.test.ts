// Parts of a graph are found in its text, also where the text breaks off.
import { expect, it } from 'vitest';
import { parseGraph } from './format';
import { serializeGraph } from './serialize';
import { nameAt, outlineOf, problemSpan } from './textPlaces';

const graph = {
  nodes: [
    { id: 'a', type: 'linear', position: { x: 0, y: 0 }, params: { features: 2 } },
    { id: 'b', type: 'softmax', position: { x: 0, y: 0 } },
  ],
  edges: [{ id: 'e1', source: 'a', sourcePort: 'out', target: 'b', targetPort: 'scores' }],
  weights: { 'a.weight': { scheme: 'ones', seed: 1 } as const },
};
const text = serializeGraph(graph);
const shown = (span: { from: number; to: number } | undefined): string => text.slice(span?.from, span?.to);

it('nodes, edges and weights have their own text', () => {
  const { nodes, edges, weights } = outlineOf(text);
  expect([...nodes.keys()]).toEqual(['a', 'b']);
  expect(JSON.parse(shown(nodes.get('b')))).toEqual(graph.nodes[1]);
  expect(JSON.parse(shown(edges.get('e1')))).toEqual(graph.edges[0]);
  expect(JSON.parse(shown(weights.get('a.weight')))).toEqual(graph.weights['a.weight']);
  expect(nameAt(nodes, text.indexOf('softmax'))).toBe('b');
  expect(nameAt(nodes, text.indexOf('sourcePort'))).toBeUndefined();
});

it('what stands before a break is still found', () => {
  expect([...outlineOf(text.slice(0, text.indexOf('softmax'))).nodes.keys()]).toEqual(['a']);
});

it.each([
  ['"features": 2', '"features": "two"', '"two"'],
  ['"source": "a"', '"source": "z"', '"z"'],
  ['"id": "b"', '"id": "a"', '"a"'],
  ['"features": 2', '"features": ', '}'],
])('the place of a mistake in %s', (from, to, marked) => {
  const broken = text.replace(from, to);
  const parsed = parseGraph(broken);
  const span = 'problem' in parsed ? problemSpan(broken, parsed.problem) : { from: 0, to: 0 };
  expect(broken.slice(span.from, span.to)).toBe(marked);
});

it('what is missing is marked at what should hold it', () => {
  const broken = text.replace('"sourcePort": "out", ', '');
  const parsed = parseGraph(broken);
  const span = 'problem' in parsed ? problemSpan(broken, parsed.problem) : { from: 0, to: 0 };
  expect(JSON.parse(broken.slice(span.from, span.to))).toMatchObject({ id: 'e1' });
});
