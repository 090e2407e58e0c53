// Graphs to files and back: nothing is lost, and the same graph is always the same bytes.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DOCUMENTS } from '../testing/counts';
import { graphs } from '../testing/graphs';
import { parseGraph } from './format';
import type { Graph } from './graph';
import { serializeGraph } from './serialize';

function parsed(text: string): Graph {
  const result = parseGraph(text);
  if ('problem' in result) throw new Error(JSON.stringify(result.problem));
  return result.graph;
}

it('reads back what it wrote, and writes that to the same bytes', () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const text = serializeGraph(graph);
      const again = parsed(text);
      expect(again).toEqual(graph);
      expect(serializeGraph(again)).toBe(text);
    }),
    { numRuns: DOCUMENTS },
  );
});

it('writes the same bytes whatever order keys were set in', () => {
  const at = { x: 0, y: -0 };
  const a: Graph = {
    nodes: [
      { id: 'a', type: 'linear', position: at, params: { features: 2, bias: false } },
      { id: 'b', type: 'unheard-of', position: at, params: { z: 1, a: 2 } },
    ],
    edges: [],
    weights: { 'a.weight': { scheme: 'ones', seed: 1 }, 'a.bias': { scheme: 'zeros', seed: 1 } },
  };
  const b: Graph = {
    weights: { 'a.bias': { seed: 1, scheme: 'zeros' }, 'a.weight': { seed: 1, scheme: 'ones' } },
    edges: [],
    nodes: [
      { params: { bias: false, features: 2 }, position: { y: 0, x: 0 }, type: 'linear', id: 'a' },
      { params: { a: 2, z: 1 }, position: at, type: 'unheard-of', id: 'b' },
    ],
  };
  expect(serializeGraph(b)).toBe(serializeGraph(a));
});

it('writes a file that people can read', () => {
  const graph: Graph = {
    title: 'Scores of a query',
    nodes: [
      { id: 'inputs', type: 'tensor', position: { x: 0, y: 0 }, params: { values: [[Math.fround(0.43), 0.15]] } },
      { id: 'query', type: 'linear', label: 'Query', position: { x: 240, y: 0.5 }, params: { features: 2 } },
    ],
    edges: [{ id: 'e1', source: 'inputs', sourcePort: 'out', target: 'query', targetPort: 'x' }],
    weights: { 'query.weight': { scheme: 'torch-rand', seed: 123, skip: 0 } },
  };
  expect(serializeGraph(graph)).toBe(`{
  "format": "attention-graph",
  "version": 1,
  "title": "Scores of a query",
  "nodes": [
    { "id": "inputs", "type": "tensor", "position": { "x": 0, "y": 0 }, "params": { "values": [[0.43, 0.15]] } },
    { "id": "query", "type": "linear", "label": "Query", "position": { "x": 240, "y": 0.5 }, "params": { "features": 2 } }
  ],
  "edges": [{ "id": "e1", "source": "inputs", "sourcePort": "out", "target": "query", "targetPort": "x" }],
  "weights": { "query.weight": { "scheme": "torch-rand", "seed": 123, "skip": 0 } }
}
`);
});

it('keeps a node type that no release knows as it is', () => {
  const node =
    '{ "id": "a", "type": "holographic-attention", "position": { "x": 1, "y": 2 }, "params": { "deep": [{ "b": 1, "a": [] }] } }';
  const text = `{\n  "format": "attention-graph",\n  "version": 1,\n  "nodes": [${node}],\n  "edges": []\n}\n`;
  expect(serializeGraph(parsed(text))).toBe(text);
});
