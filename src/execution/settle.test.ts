// What becomes of weights when an edit changes their shape or their words.
import { expect, test } from 'vitest';
import type { Graph } from '../graph/graph';
import { check, node, ports, wires } from '../testing/build';
import { settleWeights } from './settle';

const written = (text: string, weights: Graph['weights']): Graph => ({
  nodes: [
    node('text', 'text', { text }),
    node('inputs', 'embedding', { width: 2 }),
    node('next', 'linear', { features: 1 }),
  ],
  edges: wires('text.tokens > inputs.tokens', 'inputs.out > next.x'),
  ...(weights ? { weights } : {}),
});
const rows = { 'inputs.weight': { shape: [2, 2], data: [1, 2, 3, 4] } };
const settled = (before: Graph, after: Graph) => settleWeights(check(before), check(after)).weights?.['inputs.weight'];
const cells = (entry: ReturnType<typeof settled>): readonly number[] => (entry && 'data' in entry ? entry.data : []);

test('rows of words that stay keep their numbers when words come and go', () => {
  const entry = settled(written('cat sat', rows), written('the cat', rows));
  expect(entry).toMatchObject({ shape: [2, 2] });
  expect(cells(entry).slice(2)).toEqual([1, 2]);
});

test('a word typed again gets the same fresh numbers', () => {
  const first = settled(written('cat sat', rows), written('cat dog', rows));
  const second = settled(written('cat sat', rows), written('dog cat', rows));
  expect(cells(first).slice(2)).toEqual(cells(second).slice(0, 2));
});

test('an entry that the edit itself wrote stays as it was written', () => {
  const drawn = { 'inputs.weight': { scheme: 'normal', seed: 1 } as const };
  expect(settled(written('cat sat', rows), written('a whole sentence', drawn))).toEqual(drawn['inputs.weight']);
});

test('explicit cells of another shape give way to a draw, and no other weight changes', () => {
  const weights = { ...rows, 'next.weight': { shape: [2, 1], data: [1, 2] } };
  const before = written('cat sat', weights);
  const after = {
    ...before,
    nodes: before.nodes.map((n) => (n.id === 'next' ? { ...n, params: { features: 3 } } : n)),
  };
  const graph = settleWeights(check(before), check(after));
  expect(graph.weights).toEqual(rows);
});

const copied = (features: number, weights: Graph['weights']): Graph => ({
  nodes: [
    node('x', 'tensor', { values: [[1, 2]] }),
    node('stack', 'block', { times: 2 }),
    node('in', 'inputs', ports(['x', 'value']), { parent: 'stack' }),
    node('wide', 'linear', { features, bias: false }, { parent: 'stack' }),
    node('back', 'linear', { features: 2, bias: false }, { parent: 'stack' }),
    node('out', 'outputs', ports(['x', 'value']), { parent: 'stack' }),
  ],
  edges: wires('x.out > stack.x', 'in.x > wide.x', 'wide.out > back.x', 'back.out > out.x'),
  ...(weights ? { weights } : {}),
});

test('cells of a copy of another shape give way to a draw, too', () => {
  const kept = { 'out.weight': { shape: [1], data: [1] } };
  const weights = { ...kept, 'wide[1].weight': { shape: [2, 3], data: [1, 2, 3, 4, 5, 6] } };
  const before = copied(3, weights);
  expect(check(before).problems).toEqual([]);
  const graph = settleWeights(check(before), check(copied(4, weights)));
  expect(graph.weights).toEqual(kept);
  expect(check(graph).problems).toEqual([]);
});
