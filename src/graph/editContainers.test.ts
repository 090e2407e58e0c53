// Nodes that move into containers and out again, and the wires that are led through the walls between them.
import { describe, expect, it } from 'vitest';
import { node, wires as wiresOf } from '../testing/build';
import { copyNodes, duplicateNodes, pasteNodes } from './clipboard';
import {
  connectThroughWall,
  connectToWall,
  dissolve,
  groupInto,
  moveInto,
  moveOut,
  setCollapsed,
} from './editContainers';
import { setWeight } from './editDocument';
import { addNode, setParam } from './editNodes';
import { addWallPort } from './editWalls';
import { connect, insertOnEdge } from './editWires';
import type { Graph } from './graph';
import { wallOf } from './ports';

const wires = ({ edges }: Graph): string[] =>
  edges.map((e) => `${e.source}.${e.sourcePort} > ${e.target}.${e.targetPort}`);
const ports = (graph: Graph, container: string): string[][] => {
  const { inputs, outputs } = wallOf(container, graph.nodes);
  return [inputs, outputs].map((list) => list.map(({ name, kind }) => `${name}: ${kind}`));
};
const place = ({ nodes }: Graph, id: string) => {
  const { parent, position } = nodes.find((other) => other.id === id) ?? {};
  return { parent, position };
};

/** a -> b -> c -> d in a row. */
const row = (): Graph => ({
  nodes: ['a', 'b', 'c', 'd'].map((id, i) =>
    node(id, i === 0 ? 'tensor' : 'activation', {}, { position: { x: 200 * i, y: 10 } }),
  ),
  edges: wiresOf('a.out > b.x', 'b.out > c.x', 'c.out > d.x'),
});
const withBlock = (graph: Graph, type = 'block'): Graph => addNode(graph, { type, position: { x: 100, y: -60 } });

describe('a wire that ends inside another container', () => {
  const nested = (): Graph => {
    const outer = withBlock(row());
    const inner = addNode(outer, { type: 'repeat', position: { x: 90, y: 70 }, parent: 'block' });
    return addNode(inner, { type: 'linear', position: { x: 90, y: 70 }, parent: 'repeat' });
  };
  const ends = { source: 'a', sourcePort: 'out', target: 'linear', targetPort: 'x' };

  it('is led through every wall on its way in, by ports of the first kind', () => {
    const graph = connectThroughWall(nested(), ends);
    expect(wires(graph).slice(3)).toEqual(['a.out > block.x', 'block-in.x > repeat.x', 'repeat-in.x > linear.x']);
    expect(ports(graph, 'block')).toEqual([['x: value'], []]);
    expect(ports(graph, 'repeat')).toEqual([['x: sequence'], []]);
    expect(connectThroughWall(graph, ends)).toBe(graph);
  });

  it('is led out the same way, and uses ports that carry the value already', () => {
    const out = { source: 'linear', sourcePort: 'out', target: 'd', targetPort: 'x' };
    const once = connectThroughWall(nested(), out);
    expect(wires(once).slice(2)).toEqual([
      'block.out > d.x',
      'linear.out > repeat-out.out',
      'repeat.out > block-out.out',
    ]);
    const twice = connectThroughWall(once, { ...out, target: 'c' });
    expect(wires(twice)).toEqual([
      'a.out > b.x',
      'block.out > c.x',
      'block.out > d.x',
      'linear.out > repeat-out.out',
      'repeat.out > block-out.out',
    ]);
  });

  it('reads a constant that is there, and not the start of a state', () => {
    const loop = addNode(withBlock(row(), 'repeat'), { type: 'linear', position: { x: 90, y: 70 }, parent: 'repeat' });
    const state = addWallPort(loop, 'repeat', 'inputs', { name: 'h', kind: 'state' });
    const started = connect(state, { ...ends, target: 'repeat', targetPort: 'h' });
    expect(ports(connectThroughWall(started, ends), 'repeat')[0]).toEqual(['h: state', 'x: sequence']);
    const constant = addWallPort(loop, 'repeat', 'inputs', { name: 'memory', kind: 'constant' });
    const read = connect(constant, { ...ends, target: 'repeat', targetPort: 'memory' });
    expect(wires(connectThroughWall(read, ends)).at(-1)).toBe('repeat-in.memory > linear.x');
  });

  it('from an output of the container itself comes from what feeds that inside', () => {
    const graph = connectThroughWall(nested(), { source: 'linear', sourcePort: 'out', target: 'd', targetPort: 'x' });
    const more = addNode(graph, { type: 'softmax', position: { x: 90, y: 70 }, parent: 'block' });
    const end = { source: 'block', sourcePort: 'out', target: 'softmax', targetPort: 'scores' };
    expect(wires(connectThroughWall(more, end)).at(-1)).toBe('repeat.out > softmax.scores');
    const idle = addWallPort(more, 'block', 'outputs', { name: 'idle' });
    expect(() => connectThroughWall(idle, { ...end, sourcePort: 'idle' })).toThrow(
      'nothing inside "block" is wired to its output "idle" yet',
    );
  });

  it('does not enter the container that its source lies in', () => {
    const graph = addWallPort(nested(), 'block', 'inputs');
    expect(() =>
      connectThroughWall(graph, { source: 'linear', sourcePort: 'out', target: 'block', targetPort: 'x' }),
    ).toThrow('"linear" lies in "block": wire it to a node inside');
  });

  it('makes a port where it is dropped on a wall, from either side', () => {
    const [near, far] = ['inputs', 'outputs'] as const;
    const source = { source: 'a', sourcePort: 'out' };
    const target = { target: 'd', targetPort: 'x' };
    const entered = connectToWall(nested(), source, 'repeat', near);
    expect(wires(entered).slice(3)).toEqual(['a.out > block.x', 'block-in.x > repeat.x']);
    const inner = connectToWall(entered, { target: 'linear', targetPort: 'x' }, 'repeat', near);
    expect(wires(inner).at(-1)).toBe('repeat-in.x-2 > linear.x');
    const left = connectToWall(inner, { source: 'linear', sourcePort: 'out' }, 'repeat', far);
    expect(wires(left).at(-1)).toBe('linear.out > repeat-out.out');
    const read = connectToWall(left, target, 'block', far);
    expect(wires(read)[2]).toBe('block.out > d.x');
  });
});

describe('nodes that move into a container', () => {
  it('keep their wires through ports, and their place on the canvas', () => {
    const graph = moveInto(withBlock(row()), ['b', 'c'], 'block');
    expect(wires(graph)).toEqual([
      'block-in.x > b.x',
      'b.out > c.x',
      'block.out > d.x',
      'a.out > block.x',
      'c.out > block-out.out',
    ]);
    expect(place(graph, 'b')).toEqual({ parent: 'block', position: { x: 100, y: 70 } });
    expect(ports(graph, 'block')).toEqual([['x: value'], ['out: value']]);
  });

  it('come out as they went in', () => {
    const before = withBlock(row());
    expect(moveOut(moveInto(before, ['b'], 'block'), ['b'])).toEqual(before);
    const oneByOne = moveOut(moveOut(moveInto(before, ['b', 'c'], 'block'), ['b']), ['c']);
    expect(oneByOne).toEqual(before);
    expect(moveInto(before, [], 'block')).toBe(before);
    expect(moveOut(before, ['a'])).toBe(before);
  });

  it('share a port for one value, and leave it to those that still read it', () => {
    const fork: Graph = { ...withBlock(row()), edges: wiresOf('a.out > b.x', 'a.out > c.x', 'a.out > d.x') };
    const graph = moveInto(fork, ['b', 'c'], 'block');
    expect(wires(graph)).toEqual(['block-in.x > b.x', 'block-in.x > c.x', 'a.out > d.x', 'a.out > block.x']);
    expect(wires(moveOut(graph, ['b']))).toEqual(['a.out > b.x', 'block-in.x > c.x', 'a.out > d.x', 'a.out > block.x']);
  });

  it('are wired straight to what they met at the wall', () => {
    const inside = moveInto(withBlock(row()), ['c'], 'block');
    const whole = moveInto(inside, ['b', 'd'], 'block');
    expect(wires(whole)).toEqual(['block-in.x > b.x', 'b.out > c.x', 'c.out > d.x', 'a.out > block.x']);
    expect(ports(whole, 'block')).toEqual([['x: value'], []]);
  });

  it('are refused when they would wait for themselves', () => {
    expect(() => moveInto(withBlock(row()), ['b', 'd'], 'block')).toThrow(
      'would close a circle, "block" → "c" → "block": choose what lies between too',
    );
  });

  it('are refused when they start a state, or would take its next value away', () => {
    const loop = addNode(withBlock(row(), 'repeat'), {
      type: 'gru-cell',
      position: { x: 90, y: 70 },
      parent: 'repeat',
    });
    const state = addWallPort(loop, 'repeat', 'inputs', { name: 'h', kind: 'state' });
    const wired = [
      { source: 'b', sourcePort: 'out', target: 'repeat', targetPort: 'h' },
      { source: 'repeat-in', sourcePort: 'h', target: 'gru-cell', targetPort: 'hidden' },
      { source: 'gru-cell', sourcePort: 'hidden', target: 'repeat-out', targetPort: 'h' },
      { source: 'c', sourcePort: 'out', target: 'repeat', targetPort: 'valid' },
    ].reduce(connect, state);
    expect(() => moveInto(wired, ['b'], 'repeat')).toThrow(
      '"b" feeds "h" of "repeat" from outside, and cannot lie in it',
    );
    expect(() => moveInto(wired, ['c'], 'repeat')).toThrow('"c" feeds "valid" of "repeat" from outside');
    expect(() => moveOut(wired, ['gru-cell'])).toThrow(
      '"gru-cell" gives "h" of "repeat" to what runs next, and cannot leave it',
    );
  });

  it('stay clear of the wall when they come from beside it', () => {
    const far = addNode(row(), { type: 'block', position: { x: 1000, y: 1000 } });
    expect(place(moveInto(far, ['b', 'c'], 'block'), 'b').position).toEqual({ x: 84, y: 64 });
    expect(place(moveInto(far, ['b', 'c'], 'block'), 'c').position).toEqual({ x: 284, y: 64 });
  });

  it('need a container that is not one of them', () => {
    const graph = addNode(withBlock(row()), { type: 'block', position: { x: 90, y: 70 }, parent: 'block' });
    expect(() => moveInto(graph, ['a'], 'b')).toThrow('"b" is a Activation and holds no nodes');
    expect(() => moveInto(graph, ['block'], 'block-2')).toThrow('"block" would lie in itself');
    const walls = moveOut(graph, ['block-in']);
    expect(walls).toBe(graph);
  });

  it('pass several walls one at a time', () => {
    const outer = addNode(row(), { type: 'block', position: { x: -100, y: -200 } });
    const graph = addNode(outer, { type: 'block', position: { x: 90, y: 70 }, parent: 'block' });
    const deep = moveInto(graph, ['b'], 'block-2');
    expect(wires(deep)).toEqual([
      'block-2-in.x > b.x',
      'block.out > c.x',
      'c.out > d.x',
      'a.out > block.x',
      'block-in.x > block-2.x',
      'b.out > block-2-out.out',
      'block-2.out > block-out.out',
    ]);
    expect(moveOut(moveOut(deep, ['b']), ['b'])).toEqual(graph);
  });
});

describe('a group', () => {
  it('is a new container around nodes, and dissolves into them', () => {
    const graph = groupInto(row(), ['b', 'c']);
    expect(graph.nodes.at(-1)).toMatchObject({ id: 'block', position: { x: 72, y: -54 } });
    expect(wires(graph).slice(0, 3)).toEqual(['block-in.x > b.x', 'b.out > c.x', 'block.out > d.x']);
    expect(dissolve(graph, 'block')).toEqual(row());
  });

  it('may be made within a container, of nodes that lie in one place', () => {
    const outer = groupInto(row(), ['b', 'c']);
    const inner = groupInto(outer, ['c'], 'repeat');
    expect(place(inner, 'repeat').parent).toBe('block');
    expect(() => groupInto(outer, ['b', 'd'])).toThrow('"d" and "b" do not lie in the same container');
    expect(() => groupInto(outer, ['a'], 'linear')).toThrow('"linear" holds no nodes');
    expect(groupInto(outer, ['block-in'])).toBe(outer);
  });

  it('lets what goes straight through past', () => {
    const block = addWallPort(addWallPort(withBlock(row()), 'block', 'inputs'), 'block', 'outputs');
    const through = [
      { source: 'a', sourcePort: 'out', target: 'block', targetPort: 'x' },
      { source: 'block-in', sourcePort: 'x', target: 'block-out', targetPort: 'out' },
      { source: 'block', sourcePort: 'out', target: 'd', targetPort: 'x' },
    ].reduce(connect, block);
    expect(wires(dissolve(through, 'block'))).toEqual(['a.out > b.x', 'b.out > c.x', 'a.out > d.x']);
  });

  it('stays when its inside runs several times', () => {
    const loop = groupInto(row(), ['b'], 'repeat');
    expect(() => dissolve(loop, 'repeat')).toThrow('"repeat" runs its inside once per step');
    const stack = setParam(groupInto(row(), ['b']), 'block', 'times', 3);
    expect(() => dissolve(stack, 'block')).toThrow(
      '"block" holds 3 copies with weights of their own: set it to one first',
    );
    expect(() => dissolve(stack, 'a')).toThrow('"a" is a Tensor and holds no nodes');
  });

  it('collapses and opens', () => {
    const graph = groupInto(row(), ['b']);
    const closed = setCollapsed(graph, 'block', true);
    expect(closed.nodes.at(-1)?.collapsed).toBe(true);
    expect(setCollapsed(closed, 'block', false)).toEqual(graph);
    expect(setCollapsed(closed, 'block', true)).toBe(closed);
    expect(() => setCollapsed(graph, 'a', true)).toThrow('"a" is a Tensor and holds no nodes');
  });

  it('is copied with all inside, and every copy of a stack with its weights', () => {
    const stack = setParam(groupInto(row(), ['b', 'c']), 'block', 'times', 2);
    const graph = setWeight(stack, 'b[1].weight', [1], [7]);
    const copies = duplicateNodes(graph, ['block']);
    expect(copies.nodes.slice(graph.nodes.length).map(({ id, parent }) => [id, parent])).toEqual([
      ['b-2', 'block-2'],
      ['c-2', 'block-2'],
      ['block-in-2', 'block-2'],
      ['block-out-2', 'block-2'],
      ['block-2', undefined],
    ]);
    expect(wires(copies).slice(-3)).toEqual(['block-in-2.x > b-2.x', 'b-2.out > c-2.x', 'c-2.out > block-out-2.out']);
    expect(copies.weights?.['b-2[1].weight']).toEqual(graph.weights?.['b[1].weight']);
    const pasted = pasteNodes(graph, copyNodes(graph, ['block']));
    expect('graph' in pasted && pasted.graph).toEqual(copies);
  });

  it('keeps its walls when they are copied without it', () => {
    const graph = groupInto(row(), ['b']);
    expect(duplicateNodes(graph, ['block-in'])).toBe(graph);
    expect(copyNodes(graph, ['block-in', 'b'])).not.toContain('inputs');
  });

  it('takes a node into a wire inside it', () => {
    const graph = groupInto(row(), ['b', 'c']);
    const between = graph.edges.find(({ source }) => source === 'b')?.id ?? '';
    const inserted = insertOnEdge(graph, between, { type: 'softmax' });
    expect(place(inserted, 'softmax').parent).toBe('block');
  });
});
