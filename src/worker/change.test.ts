// What travels to the worker gives the same graph there.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyGraph, type Graph } from '../graph/graph';
import { PROPERTY_RUNS } from '../testing/counts';
import { graphs } from '../testing/graphs';
import { applyChange, changeBetween } from './change';

test('a change applied to the graph before gives the graph after', () => {
  fc.assert(
    fc.property(graphs, graphs, (before, after) => {
      const there = applyChange(emptyGraph, changeBetween(emptyGraph, before));
      expect(applyChange(there, changeBetween(before, after))).toEqual({ ...after, weights: after.weights ?? {} });
    }),
    { numRuns: Math.min(50, PROPERTY_RUNS) },
  );
});

test('nodes that did not change keep their identity', () => {
  const node = { id: 'a', type: 'tensor', position: { x: 0, y: 0 } };
  const before: Graph = { nodes: [node], edges: [] };
  const there = applyChange(emptyGraph, changeBetween(emptyGraph, before));
  const after = { ...before, nodes: [node, { ...node, id: 'b' }] };
  expect(applyChange(there, changeBetween(before, after)).nodes[0]).toBe(there.nodes[0]);
});

test('other numbers of a weight leave everything else the same, by identity', () => {
  const weights = { 'a.weight': { shape: [1], data: [1] } };
  const nodes = [{ id: 'a', type: 'tensor', position: { x: 0, y: 0 } }];
  const before: Graph = { nodes, edges: [], vocabularies: { words: ['a'] }, weights };
  const there = applyChange(emptyGraph, changeBetween(emptyGraph, before));
  const after = { ...before, weights: { 'a.weight': { shape: [1], data: [2] } } };
  const changed = applyChange(there, structuredClone(changeBetween(before, after)));
  expect(changed).toEqual(after);
  for (const part of ['nodes', 'edges', 'vocabularies'] as const) expect(changed[part]).toBe(there[part]);
});
