// React Flow's nodes and wires keep their identity: an edit of one node makes one new object.
import { describe, expect, it } from 'vitest';
import { facesOf } from '../../drawing/faces';
import { checkGraph } from '../../execution/check';
import { setParam } from '../../graph/editNodes';
import type { Graph } from '../../graph/graph';
import { checkOptions, node, wires } from '../../testing/build';
import { flowEdges, flowNodes } from './flowElements';

const graph: Graph = {
  nodes: [
    node(
      'x',
      'tensor',
      {
        values: [
          [1, 2, 3],
          [4, 5, 6],
        ],
      },
      { label: 'Inputs' },
    ),
    node('query', 'linear', { features: 2 }),
    node('softmax', 'softmax'),
  ],
  edges: wires('x.out > query.x', 'query.out > softmax.scores'),
};
const options = checkOptions();
const checked = checkGraph(graph, options);
const faces = facesOf(checked);
const none = { nodes: [], edges: [] };
const nodes = flowNodes(checked, faces, none, []);
const edges = flowEdges(checked, faces, none, []);

const changed = (now: readonly { id: string }[], before: readonly { id: string }[]) =>
  now.filter((item) => !before.includes(item)).map(({ id }) => id);

describe('flowNodes', () => {
  it('gives the same array when nothing changed', () => {
    expect(flowNodes(checked, faces, none, nodes)).toBe(nodes);
  });

  it('makes one new object for a node that moved', () => {
    const moved = {
      ...graph,
      nodes: graph.nodes.map((n) => (n.id === 'query' ? { ...n, position: { x: 9, y: 9 } } : n)),
    };
    const after = checkGraph(moved, { ...options, before: checked });
    expect(changed(flowNodes(after, facesOf(after, faces), none, nodes), nodes)).toEqual(['query']);
  });

  it('makes one new object for a node that is selected', () => {
    const selected = flowNodes(checked, faces, { nodes: ['softmax'], edges: [] }, nodes);
    expect(changed(selected, nodes)).toEqual(['softmax']);
  });

  it('renders nothing for a setting that changes no shape', () => {
    const after = checkGraph(setParam(graph, 'softmax', 'temperature', 2), { ...options, before: checked });
    expect(changed(flowNodes(after, facesOf(after, faces), none, nodes), nodes)).toEqual([]);
  });
});

describe('flowEdges', () => {
  it('says both ends and the whole shape', () => {
    expect(edges[0]?.ariaLabel).toBe('Inputs · out to Linear · x, T × d = 2 × 3');
    expect(edges[1]).toMatchObject({ targetHandle: 'in.scores', data: { concrete: '2 × 2' } });
  });

  it('marks the wires of the selected node and no other', () => {
    const touched = flowEdges(checked, faces, { nodes: ['softmax'], edges: [] }, edges);
    expect(changed(touched, edges)).toEqual(['e1']);
    expect(touched[1]?.data?.touched).toBe(true);
  });

  it('gives each wire of an input that grows its own slot', () => {
    const joined = checkGraph(
      {
        nodes: [...graph.nodes, node('join', 'concat')],
        edges: wires('query.out > join.inputs', 'x.out > join.inputs'),
      },
      options,
    );
    expect(flowEdges(joined, facesOf(joined), none, []).map(({ targetHandle }) => targetHandle)).toEqual([
      'in.inputs.0',
      'in.inputs.1',
    ]);
  });
});
