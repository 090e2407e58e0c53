// Ports of a wall: their names and kinds, the two sides of a state, and the wires that follow or go.
import { describe, expect, it } from 'vitest';
import { addNode, removeNodes, setParam } from './editNodes';
import { addWallPort, removeWallPort, renameWallPort, setWallPortKind } from './editWalls';
import { connect } from './editWires';
import { emptyGraph, type Graph } from './graph';
import { wallOf } from './ports';

const at = { x: 0, y: 0 };

const wired = (graph: Graph, ...lines: readonly string[]): Graph =>
  lines.reduce((now, line) => {
    const [source = '', sourcePort = '', target = '', targetPort = ''] = line.split(/[.>]/).map((word) => word.trim());
    return connect(now, { source, sourcePort, target, targetPort });
  }, graph);
const wires = ({ edges }: Graph): string[] =>
  edges.map((e) => `${e.source}.${e.sourcePort} > ${e.target}.${e.targetPort}`);
const ports = (graph: Graph, container: string): string[][] => {
  const { inputs, outputs } = wallOf(container, graph.nodes);
  return [inputs, outputs].map((list) => list.map(({ name, kind }) => `${name}: ${kind}`));
};

const loop = addNode(emptyGraph, { type: 'repeat', position: at });

/** A state that a cell inside a repeat carries on, and reads from outside at the end. */
const carrying = (): Graph => {
  const nodes = addNode(
    addNode(addNode(loop, { type: 'tensor', position: at }), { type: 'activation', position: at, parent: 'repeat' }),
    { type: 'reroute', position: at },
  );
  return wired(
    addWallPort(nodes, 'repeat', 'inputs', { name: 'h', kind: 'state' }),
    'tensor.out > repeat.h',
    'repeat-in.h > activation.x',
    'activation.out > repeat-out.h',
    'repeat.h > reroute.x',
  );
};

describe('a container', () => {
  it('comes with its two walls, right before it, and a size', () => {
    expect(loop.nodes.map(({ id, type, parent }) => [id, type, parent])).toEqual([
      ['repeat-in', 'inputs', 'repeat'],
      ['repeat-out', 'outputs', 'repeat'],
      ['repeat', 'repeat', undefined],
    ]);
    expect(loop.nodes.at(-1)?.size).toEqual({ width: 400, height: 240 });
    expect(
      addNode(loop, { type: 'repeat', position: at })
        .nodes.map(({ id }) => id)
        .slice(3),
    ).toEqual(['repeat-2-in', 'repeat-2-out', 'repeat-2']);
  });

  it('takes new nodes inside, to the limit of nesting', () => {
    const inner = addNode(loop, { type: 'linear', position: { x: 84, y: 64 }, parent: 'repeat' });
    expect(inner.nodes.at(-1)).toEqual({ id: 'linear', type: 'linear', position: { x: 84, y: 64 }, parent: 'repeat' });
    expect(() => addNode(inner, { type: 'linear', position: at, parent: 'linear' })).toThrow(
      '"linear" is a Linear and holds no nodes',
    );
    let deep = loop;
    for (let k = 0; k < 6; k++) {
      deep = addNode(deep, { type: 'block', position: at, parent: deep.nodes.at(-1)?.id ?? '' });
    }
    const innermost = deep.nodes.at(-1)?.id ?? '';
    expect(() => addNode(deep, { type: 'linear', position: at, parent: innermost })).not.toThrow();
    const eighth = addNode(deep, { type: 'block', position: at, parent: innermost });
    expect(() => addNode(eighth, { type: 'block', position: at, parent: eighth.nodes.at(-1)?.id ?? '' })).toThrow(
      'lies in more than 8 containers',
    );
  });

  it('goes with all inside; its walls do not go alone', () => {
    const graph = carrying();
    expect(removeNodes(graph, ['repeat']).nodes.map(({ id }) => id)).toEqual(['tensor', 'reroute']);
    expect(() => removeNodes(graph, ['repeat-in'])).toThrow(
      '"repeat-in" is a wall of "repeat": remove its ports, or the whole container',
    );
    expect(removeNodes(graph, ['repeat-in', 'activation']).nodes.map(({ id }) => id)).toEqual([
      'repeat-in',
      'repeat-out',
      'repeat',
      'tensor',
      'reroute',
    ]);
  });
});

describe('a new port', () => {
  it('has a name that people can read and nothing else has, and the first kind', () => {
    const twice = addWallPort(addWallPort(loop, 'repeat', 'inputs'), 'repeat', 'inputs');
    const named = addWallPort(twice, 'repeat', 'outputs', { name: 'x' });
    expect(ports(named, 'repeat')).toEqual([['x: sequence', 'x-2: sequence'], ['x: sequence']]);
    expect(ports(addWallPort(loop, 'repeat', 'inputs', { name: 'valid' }), 'repeat')[0]).toEqual(['valid-2: sequence']);
  });

  it('stands on both walls when it is a state', () => {
    const state = addWallPort(addWallPort(loop, 'repeat', 'outputs', { name: 'h' }), 'repeat', 'inputs', {
      name: 'h',
      kind: 'state',
    });
    expect(ports(state, 'repeat')).toEqual([['h-2: state'], ['h: sequence', 'h-2: state']]);
  });

  it('of a stack does not take the name of a port that copies would hand on', () => {
    const stack = setParam(addNode(emptyGraph, { type: 'block', position: at }), 'block', 'times', 2);
    const both = addWallPort(addWallPort(stack, 'block', 'inputs'), 'block', 'outputs', { name: 'x' });
    expect(ports(both, 'block')).toEqual([['x: value'], ['x-2: value']]);
  });

  it('needs a container, a kind that it knows, and a name that a file may hold', () => {
    const plain = addNode(emptyGraph, { type: 'linear', position: at });
    expect(() => addWallPort(plain, 'linear', 'inputs')).toThrow('"linear" is a Linear and holds no nodes');
    expect(() => addWallPort(loop, 'repeat', 'outputs', { kind: 'constant' })).toThrow(
      'must be "sequence" or "state" or "feedback", but is "constant"',
    );
    expect(() => addWallPort(loop, 'repeat', 'inputs', { name: 'a b' })).toThrow('must be a letter');
  });
});

describe('a port that goes', () => {
  it('takes the wires on both sides of the wall with it, and a state those of both walls', () => {
    const graph = carrying();
    expect(wires(graph)).toHaveLength(4);
    for (const side of ['inputs', 'outputs'] as const) {
      const gone = removeWallPort(graph, 'repeat', side, 'h');
      expect(ports(gone, 'repeat')).toEqual([[], []]);
      expect(wires(gone)).toEqual([]);
    }
    expect(() => removeWallPort(graph, 'repeat', 'inputs', 'g')).toThrow(
      '"g" is not an input of "repeat", which has h',
    );
  });

  it('leaves a sequence of its name on the other wall, unless that feeds it back', () => {
    const fed = addWallPort(addWallPort(loop, 'repeat', 'outputs', { name: 'y' }), 'repeat', 'inputs', { name: 'x' });
    const back = setWallPortKind(
      renameWallPort(fed, 'repeat', 'inputs', 'x', 'y'),
      'repeat',
      'inputs',
      'y',
      'feedback',
    );
    expect(ports(back, 'repeat')).toEqual([['y: feedback'], ['y: sequence']]);
    expect(ports(removeWallPort(back, 'repeat', 'inputs', 'y'), 'repeat')).toEqual([[], ['y: sequence']]);
    expect(ports(removeWallPort(back, 'repeat', 'outputs', 'y'), 'repeat')).toEqual([[], []]);
  });
});

describe('a port that is renamed', () => {
  const renamed = [
    'tensor.out > repeat.s',
    'repeat-in.s > activation.x',
    'activation.out > repeat-out.s',
    'repeat.s > reroute.x',
  ];

  it('keeps its wires, and a state its port on the other wall', () => {
    expect(wires(renameWallPort(carrying(), 'repeat', 'outputs', 'h', 's'))).toEqual(renamed);
    const graph = carrying();
    expect(renameWallPort(graph, 'repeat', 'inputs', 'h', 'h')).toBe(graph);
  });

  it('does not take a name that is there', () => {
    const two = addWallPort(carrying(), 'repeat', 'inputs');
    expect(() => renameWallPort(two, 'repeat', 'inputs', 'x', 'h')).toThrow('"repeat" has a port "h" already');
    expect(() => renameWallPort(two, 'repeat', 'inputs', 'x', 'valid')).toThrow('"repeat" has a port "valid" already');
    const out = addWallPort(carrying(), 'repeat', 'outputs');
    expect(() => renameWallPort(out, 'repeat', 'outputs', 'out', 'h')).toThrow('"repeat" has a port "h" already');
  });

  it('keeps its wires when its wall is set as a whole', () => {
    const list = setParam(carrying(), 'repeat-in', 'ports', [{ name: 's', kind: 'state' }]);
    expect(wires(list).slice(0, 2)).toEqual(renamed.slice(0, 2));
    expect(wires(setParam(list, 'repeat-in', 'ports', []))).toEqual(wires(carrying()).slice(2));
  });
});

describe('the kind of a port', () => {
  it('becomes a state on both walls, and back', () => {
    const plain = addWallPort(loop, 'repeat', 'inputs', { name: 'h' });
    const state = setWallPortKind(plain, 'repeat', 'inputs', 'h', 'state');
    expect(ports(state, 'repeat')).toEqual([['h: state'], ['h: state']]);
    expect(ports(setWallPortKind(state, 'repeat', 'inputs', 'h', 'constant'), 'repeat')).toEqual([['h: constant'], []]);
    const used = setWallPortKind(carrying(), 'repeat', 'inputs', 'h', 'sequence');
    expect(ports(used, 'repeat')).toEqual([['h: sequence'], ['h: sequence']]);
    expect(wires(used)).toEqual(wires(carrying()));
  });

  it('that only feeds back is not read from outside', () => {
    const graph = setWallPortKind(carrying(), 'repeat', 'outputs', 'h', 'feedback');
    expect(ports(graph, 'repeat')).toEqual([['h: feedback'], ['h: feedback']]);
    expect(wires(graph)).toEqual(wires(carrying()).slice(0, 3));
  });

  it('that feeds back stays readable where something reads it', () => {
    const graph = setWallPortKind(carrying(), 'repeat', 'inputs', 'h', 'feedback');
    expect(ports(graph, 'repeat')).toEqual([['h: feedback'], ['h: sequence']]);
    expect(wires(graph)).toEqual(wires(carrying()));
  });

  it('is one that the container knows', () => {
    expect(() => setWallPortKind(carrying(), 'repeat', 'inputs', 'h', 'value')).toThrow(
      'must be "sequence" or "state" or "constant" or "feedback", but is "value"',
    );
  });
});
