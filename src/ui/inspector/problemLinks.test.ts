// Where the sizes behind a mistake are set, and which part of its sentence clashes.
import { expect, it } from 'vitest';
import { checkGraph } from '../../execution/check';
import type { CheckedNode } from '../../execution/checked';
import { Traces } from '../../execution/traces';
import { addNode } from '../../graph/editNodes';
import { connect } from '../../graph/editWires';
import { emptyGraph, type Graph } from '../../graph/graph';
import { nodeType } from '../../nodes/registry';
import { markClash, problemLinks } from './problemLinks';

const position = { x: 0, y: 0 };

it('leads to the settings that have the sizes', () => {
  const linear = (graph: Graph, id: string, features: number) =>
    connect(addNode(graph, { type: 'linear', id, position, params: { features } }), {
      source: 'tensor',
      sourcePort: 'out',
      target: id,
      targetPort: 'x',
    });
  const base = addNode(addNode(emptyGraph, { type: 'tensor', position }), { type: 'score', position });
  const both = linear(linear(base, 'query', 4), 'key', 5);
  const wired = ['query', 'key'].reduce(
    (graph, id) => connect(graph, { source: id, sourcePort: 'out', target: 'score', targetPort: id }),
    both,
  );
  const checked = checkGraph(wired, { nodeType, traces: new Traces() });
  expect(problemLinks(checked, checked.nodes.get('score') as CheckedNode)).toEqual([
    { node: 'query', text: 'Linear · features' },
    { node: 'key', text: 'Linear · features' },
  ]);
});

it('marks the sizes that clash, at the end of a shape', () => {
  expect(markClash('query is T × 2 = 6 × 2 and key is T × 3 = 6 × 3.', ['2', '3'])).toEqual([
    { text: 'query is T × 2 = 6 × ', clashes: false },
    { text: '2', clashes: true },
    { text: ' and key is T × 3 = 6 × ', clashes: false },
    { text: '3', clashes: true },
    { text: '.', clashes: false },
  ]);
  expect(markClash('anything', [])).toEqual([{ text: 'anything', clashes: false }]);
});
