// Running order, cycles and wires by port.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PROPERTY_RUNS } from '../testing/counts';
import type { Edge, Graph } from './graph';
import { cycles, incoming, topologicalOrder } from './order';

/** `a>b` wires a to b. */
function graphOf(ids: string, ...wires: string[]): Graph {
  const edges = wires.map((wire, i): Edge => {
    const [source = '', target = ''] = wire.split('>');
    return { id: `e${i}`, source, sourcePort: 'out', target, targetPort: 'inputs' };
  });
  return { nodes: [...ids].map((id) => ({ id, type: 'concat', position: { x: 0, y: 0 } })), edges };
}

const order = (graph: Graph): string =>
  topologicalOrder(graph)
    .map(({ id }) => id)
    .join('');

it('keeps the order of the file where wires allow it', () => {
  expect(order(graphOf('dcba'))).toBe('dcba');
  expect(order(graphOf('abc', 'c>a', 'a>b'))).toBe('cab');
  expect(order(graphOf('abcd', 'a>b', 'a>c', 'b>d', 'c>d'))).toBe('abcd');
});

it('waits for every one of several wires from the same node', () => {
  expect(order(graphOf('abc', 'b>a', 'b>a', 'c>b'))).toBe('cba');
});

it('puts nodes of a cycle and what they feed last', () => {
  expect(order(graphOf('abcd', 'a>b', 'b>a', 'b>c'))).toBe('dabc');
});

it('finds each cycle, and names its nodes in the order in which they feed one another', () => {
  const found = cycles(graphOf('abcdefg', 'a>b', 'b>c', 'c>a', 'c>d', 'd>e', 'e>d', 'e>f', 'g>g'));
  expect(found).toHaveLength(3);
  expect(found).toContainEqual(['a', 'b', 'c']);
  expect(found).toContainEqual(['d', 'e']);
  expect(found).toContainEqual(['g']);
  expect(cycles(graphOf('abc', 'a>b', 'a>c', 'b>c'))).toEqual([]);
});

it('walks a long chain without recursion', () => {
  const nodes = Array.from({ length: 50_000 }, (_, i) => ({ id: `n${i}`, type: 'concat', position: { x: 0, y: 0 } }));
  const edges = nodes
    .slice(1)
    .map(({ id }, i) => ({ id, source: `n${i}`, sourcePort: 'out', target: id, targetPort: 'x' }));
  const back = { id: 'back', source: 'n49999', sourcePort: 'out', target: 'n0', targetPort: 'x' };
  expect(cycles({ nodes, edges: [...edges, back] })[0]).toHaveLength(50_000);
  expect(topologicalOrder({ nodes, edges }).at(-1)?.id).toBe('n49999');
});

it('orders any acyclic graph so that no wire points backwards', () => {
  const wire = fc.tuple(fc.nat(25), fc.nat(25)).filter(([a, b]) => a !== b);
  const shuffled = fc.shuffledSubarray([...'abcdefghijklmnopqrstuvwxyz'], { minLength: 26 });
  fc.assert(
    fc.property(shuffled, fc.array(wire), (letters, pairs) => {
      const wires = pairs.map(([a, b]) => `${letters[Math.min(a, b)]}>${letters[Math.max(a, b)]}`);
      const graph = graphOf('abcdefghijklmnopqrstuvwxyz', ...wires);
      const sorted = order(graph);
      expect(sorted).toHaveLength(26);
      for (const { source, target } of graph.edges) expect(sorted.indexOf(source)).toBeLessThan(sorted.indexOf(target));
      expect(cycles(graph)).toEqual([]);
    }),
    { numRuns: PROPERTY_RUNS },
  );
});

it('lists wires by node and port in edge order, and remembers them while the edges stay', () => {
  const graph = graphOf('abc', 'b>a', 'c>a', 'c>b');
  const wires = incoming(graph);
  expect(wires.get('a')?.inputs?.map(({ source }) => source)).toEqual(['b', 'c']);
  expect(wires.get('c')).toBeUndefined();
  expect(incoming({ ...graph, nodes: [...graph.nodes] })).toBe(wires);
  expect(incoming({ ...graph, edges: [...graph.edges] })).not.toBe(wires);
});
