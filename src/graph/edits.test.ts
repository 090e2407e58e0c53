// What each edit of nodes, wires, weights and copies does; what it does not change is shared with the graph before.
import { describe, expect, it } from 'vitest';
import { copyNodes, duplicateNodes, pasteNodes } from './clipboard';
import { clearWeight, drawWeight, setTitle, setVocabulary, setWeight } from './editDocument';
import { addNode, moveNodes, removeNodes, renameNode, setParam } from './editNodes';
import { connect, insertOnEdge, reconnect } from './editWires';
import { parseGraph } from './format';
import type { Graph } from './graph';
import { emptyGraph } from './graph';
import { limits } from './limits';
import { GraphError } from './problem';
import { settingsOf } from './walls';

const at = { x: 0, y: 0 };
const graphOf = (...types: string[]): Graph =>
  types.reduce((graph, type) => addNode(graph, { type, position: at }), emptyGraph);
const ids = ({ nodes }: Graph): string[] => nodes.map(({ id }) => id);
const wires = ({ edges }: Graph): string[] =>
  edges.map((e) => `${e.id}: ${e.source}.${e.sourcePort}>${e.target}.${e.targetPort}`);
const wire = (source: string, target: string, targetPort = 'x') => ({ source, sourcePort: 'out', target, targetPort });

describe('nodes', () => {
  it('get ids that people can read', () => {
    expect(ids(graphOf('softmax', 'softmax', 'split-heads', 'softmax'))).toEqual([
      'softmax',
      'softmax-2',
      'split-heads',
      'softmax-3',
    ]);
    expect(ids(addNode(graphOf('softmax'), { type: 'softmax', id: 'weights', position: at }))).toEqual([
      'softmax',
      'weights',
    ]);
  });

  it('take their wires and weights with them when they go, and nothing else', () => {
    const wired = connect(
      connect(graphOf('tensor', 'linear', 'softmax'), wire('tensor', 'linear')),
      wire('linear', 'softmax', 'scores'),
    );
    const drawn = drawWeight(drawWeight(wired, 'linear.weight', { scheme: 'ones', seed: 1 }), 'softmax.w', {
      scheme: 'ones',
      seed: 1,
    });
    const after = removeNodes(drawn, ['softmax']);
    expect(wires(after)).toEqual(['e1: tensor.out>linear.x']);
    expect(Object.keys(after.weights ?? {})).toEqual(['linear.weight']);
    expect(after.nodes[0]).toBe(drawn.nodes[0]);
    expect(removeNodes(after, ['linear'])).not.toHaveProperty('weights');
    expect(removeNodes(drawn, ['nobody'])).toBe(drawn);
  });

  it('take with them what lies inside', () => {
    const [outer, inner] = ['outer', 'inner'].map((id) => ({ id, type: 'later', position: at }));
    const graph: Graph = { nodes: [{ ...inner, parent: 'outer' }, { ...outer }] as Graph['nodes'], edges: [] };
    expect(removeNodes(graph, ['outer']).nodes).toEqual([]);
    expect(removeNodes(graph, ['inner']).nodes).toHaveLength(1);
  });

  it('move alone, and a move to where they are changes nothing', () => {
    const graph = graphOf('tensor', 'linear');
    const moved = moveNodes(graph, new Map([['linear', { x: 3, y: 4 }]]));
    expect(moved.nodes[0]).toBe(graph.nodes[0]);
    expect(moved.nodes[1]?.position).toEqual({ x: 3, y: 4 });
    expect(moved.edges).toBe(graph.edges);
    expect(moveNodes(moved, new Map([['linear', { x: 3, y: 4 }]]))).toBe(moved);
  });

  it('keep only params that differ from their defaults', () => {
    const graph = setParam(graphOf('linear'), 'linear', 'features', 5);
    expect(graph.nodes[0]?.params).toEqual({ features: 5 });
    expect(setParam(graph, 'linear', 'features', 2).nodes[0]).not.toHaveProperty('params');
  });

  it("keep a seed that is not the node's own", () => {
    const graph = setParam(graphOf('dropout'), 'dropout', 'seed', 123);
    expect(graph.nodes[0]?.params).toEqual({ seed: 123 });
    const own = settingsOf(graphOf('dropout'), 'dropout').seed;
    expect(setParam(graph, 'dropout', 'seed', own).nodes[0]).not.toHaveProperty('params');
  });

  it('keep typed numbers as the shortest decimals', () => {
    const graph = setParam(graphOf('tensor'), 'tensor', 'values', [[Math.fround(0.1), -0]]);
    expect(graph.nodes[0]?.params).toEqual({ values: [[0.1, 0]] });
  });

  it('refuse what a file could not hold, in one sentence', () => {
    const graph = graphOf('linear');
    expect(() => setParam(graph, 'linear', 'features', Number.NaN)).toThrow('must be a number, but is NaN');
    expect(() => setParam(graph, 'linear', 'width', 1)).toThrow(
      'is no param of Linear, which has features, bias, role',
    );
    expect(renameNode(graph, 'linear', 'x'.repeat(limits.label)).nodes[0]?.label).toHaveLength(limits.label);
    expect(() => renameNode(graph, 'linear', 'x'.repeat(limits.label + 1))).toThrow(GraphError);
    expect(() => renameNode(graph, 'nobody', 'x')).toThrow('there is no node "nobody"');
    const full: Graph = {
      nodes: Array.from({ length: limits.nodes - 1 }, (_, i) => ({ id: `n${i}`, type: 'note', position: at })),
      edges: [],
    };
    const last = addNode(full, { type: 'note', position: at });
    expect(() => addNode(last, { type: 'note', position: at })).toThrow(
      'would have 2001 entries, and 2000 is the most',
    );
    expect(() => duplicateNodes(last, ['n0'])).toThrow(GraphError);
  });
});

describe('wires', () => {
  const three = graphOf('tensor', 'tensor', 'linear');

  it('replace the one at an input that takes one, in its place', () => {
    const first = connect(three, wire('tensor', 'linear'));
    const second = connect(first, wire('tensor-2', 'linear'));
    expect(wires(second)).toEqual(['e2: tensor-2.out>linear.x']);
    expect(connect(second, wire('tensor-2', 'linear'))).toBe(second);
  });

  it('line up at an input that grows, and keep their order when one is moved', () => {
    const graph = graphOf('tensor', 'tensor', 'concat');
    const both = ['tensor', 'tensor-2'].reduce((g, id) => connect(g, wire(id, 'concat', 'inputs')), graph);
    expect(wires(both)).toEqual(['e1: tensor.out>concat.inputs', 'e2: tensor-2.out>concat.inputs']);
    const inserted = insertOnEdge(both, 'e1', { type: 'linear' });
    expect(wires(inserted)).toEqual([
      'e1: linear.out>concat.inputs',
      'e2: tensor-2.out>concat.inputs',
      'e3: tensor.out>linear.x',
    ]);
  });

  it('push away the wire at the input they are moved to', () => {
    const graph = addNode(three, { type: 'softmax', position: at });
    const wired = connect(connect(graph, wire('tensor', 'linear')), wire('tensor-2', 'softmax', 'scores'));
    const moved = reconnect(wired, 'e1', { target: 'softmax', targetPort: 'scores' });
    expect(wires(moved)).toEqual(['e1: tensor.out>softmax.scores']);
    expect(reconnect(wired, 'e1', { source: 'tensor' })).toBe(wired);
  });

  it('do not hang in the air', () => {
    expect(() => connect(three, wire('tensor', 'nobody'))).toThrow('there is no node "nobody"');
    expect(() => connect(three, wire('tensor', 'linear', 'y'))).toThrow(
      '"y" is no input of "linear", a Linear, which has x',
    );
    const wired = connect(three, wire('tensor', 'linear'));
    expect(() => insertOnEdge(wired, 'e1', { type: 'note' })).toThrow('note cannot stand in a wire');
    expect(() => reconnect(wired, 'e9', {})).toThrow('there is no wire "e9"');
  });
});

describe('weights, vocabularies and words', () => {
  it('hold explicit cells as the shortest decimals', () => {
    const graph = setWeight(graphOf('linear'), 'linear.weight', [1, 2], Float32Array.of(0.1, -0));
    expect(graph.weights).toEqual({ 'linear.weight': { shape: [1, 2], data: [0.1, 0] } });
    expect(clearWeight(graph, 'linear.weight')).not.toHaveProperty('weights');
  });

  it('refuse cells that do not fill their shape and weights of no node', () => {
    const graph = graphOf('linear');
    expect(() => setWeight(graph, 'linear.weight', [2, 2], [1])).toThrow('has 1 numbers, but 2 × 2 takes 4');
    expect(() => setWeight(graph, 'linear.weight', [1], [Number.NaN])).toThrow(GraphError);
    expect(() => drawWeight(graph, 'softmax.weight', { scheme: 'ones', seed: 1 })).toThrow(
      'there is no node "softmax"',
    );
    expect(() => drawWeight(graph, 'linear', { scheme: 'ones', seed: 1 })).toThrow('must be <node>.<weight>');
  });

  it('go when they are blank', () => {
    expect(setTitle(setTitle(emptyGraph, ' Causal '), ' ')).toEqual(emptyGraph);
    expect(setTitle(emptyGraph, ' Causal ').title).toBe('Causal');
    const named = setVocabulary(emptyGraph, 'words', ['a', 'b']);
    expect(named.vocabularies).toEqual({ words: ['a', 'b'] });
    expect(setVocabulary(named, 'words', undefined)).toEqual(emptyGraph);
    expect(() => setVocabulary(named, '__proto__', [])).toThrow(GraphError);
  });
});

describe('copies', () => {
  const source = drawWeight(
    setVocabulary(
      connect(
        connect(graphOf('text', 'embedding', 'linear'), {
          source: 'text',
          sourcePort: 'tokens',
          target: 'embedding',
          targetPort: 'tokens',
        }),
        wire('embedding', 'linear'),
      ),
      'words',
      ['a'],
    ),
    'linear.weight',
    { scheme: 'ones', seed: 7 },
  );

  it('keep inner wires and weights under fresh ids, and no wire to the outside', () => {
    const after = duplicateNodes(source, ['embedding', 'linear']);
    expect(ids(after)).toEqual(['text', 'embedding', 'linear', 'embedding-2', 'linear-2']);
    expect(wires(after).slice(2)).toEqual(['e3: embedding-2.out>linear-2.x']);
    expect(after.weights?.['linear-2.weight']).toEqual({ scheme: 'ones', seed: 7 });
    expect(after.nodes.at(-1)?.position).toEqual({ x: 24, y: 24 });
  });

  it('travel as text to another graph, with the vocabularies they name', () => {
    const named = setParam(source, 'embedding', 'vocabulary', 'words');
    const result = pasteNodes(graphOf('linear'), copyNodes(named, ['embedding', 'linear']), { x: 100, y: 50 });
    if ('problem' in result) throw new Error(result.problem.message);
    expect(result.ids).toEqual(['embedding', 'linear-2']);
    expect(result.graph.vocabularies).toEqual({ words: ['a'] });
    expect(result.graph.nodes.at(-1)?.position).toEqual({ x: 100, y: 50 });
    expect(copyNodes(source, ['embedding'])).not.toContain('vocabularies');
  });

  it('leave a container where they were seen, and follow one that comes along', () => {
    const box = { id: 'box', type: 'later', position: { x: 10, y: 20 } };
    const inside = { id: 'inside', type: 'note', position: { x: 1, y: 2 }, parent: 'box' };
    const graph: Graph = { nodes: [box, inside], edges: [] };
    const alone = parseGraph(copyNodes(graph, ['inside']));
    expect('graph' in alone && alone.graph.nodes).toEqual([{ id: 'inside', type: 'note', position: { x: 11, y: 22 } }]);
    const [, , copy, child] = duplicateNodes(graph, ['box']).nodes;
    expect(copy).toEqual({ id: 'box-2', type: 'later', position: { x: 34, y: 44 } });
    expect(child).toEqual({ id: 'inside-2', type: 'note', position: { x: 1, y: 2 }, parent: 'box-2' });
  });

  it('are refused like a file when the text is something else', () => {
    const result = pasteNodes(source, 'just some words');
    expect('problem' in result && result.problem.code).toBe('not-json');
  });
});
