// Repairs that are offered really mend.
import { expect, test } from 'vitest';
import { addWallPort } from '../graph/editWalls';
import { connect } from '../graph/editWires';
import type { Graph } from '../graph/graph';
import type { Ends } from '../graph/links';
import { sizeOf } from '../tensor/dim';
import { checkOptions, node, wires } from '../testing/build';
import { checkGraph } from './check';
import { fit as judgeWire } from './fit';
import { repairs, repairsForWire } from './repair';

const options = checkOptions();
const offered = (graph: Graph) => {
  const [problem] = checkGraph(graph, options).problems;
  if (!problem) throw new Error('nothing is wrong');
  return repairs(graph, problem, options);
};

const rows = {
  values: [
    [1, 2, 3],
    [4, 5, 6],
  ],
};
const heads: Graph = {
  nodes: [
    node('x', 'tensor', rows),
    node('query', 'linear', { features: 2 }, { label: 'Query' }),
    node('key', 'linear', { features: 3 }, { label: 'Key' }),
    node('score', 'score'),
  ],
  edges: wires('x.out > query.x', 'x.out > key.x', 'query.out > score.query', 'key.out > score.key'),
};

/** Repairs of a wire that does not fit. */
const forWire = (graph: Graph, ends: Ends) => {
  const { source, sourcePort, target, targetPort } = ends;
  const judged = judgeWire(
    checkGraph(graph, options),
    options,
    { node: source, port: sourcePort },
    { node: target, port: targetPort },
  );
  if (judged.fits) throw new Error('the wire fits');
  return repairsForWire(graph, { ends, draw: (now) => connect(now, ends), problem: judged.problem }, options);
};

/** A cell of 8 units that reads a sequence of rows of width 3, without its state; `start` is one row of width 3. */
const loop: Graph = {
  nodes: [
    node('x', 'tensor', rows),
    node('start', 'tensor', { values: [[0, 0, 0]] }),
    node('in', 'inputs', { ports: [{ name: 'x', kind: 'sequence' }] }, { parent: 'repeat' }),
    node('out', 'outputs', {}, { parent: 'repeat' }),
    node('repeat', 'repeat', {}, { label: 'Encoder' }),
    node('cell', 'rnn-cell', {}, { parent: 'repeat' }),
  ],
  edges: wires('x.out > repeat.x', 'in.x > cell.x'),
};

test('widths that differ: set the one drawn last, the other, or use a kind that allows it', () => {
  expect(offered(heads).map(({ label }) => label)).toEqual([
    'Set Key features to 2',
    'Set Query features to 3',
    'Use kind general',
  ]);
  for (const { change } of offered(heads)) expect(checkGraph(change(heads), options).problems).toEqual([]);
});

test('a refused wire comes with repairs that draw it', () => {
  const without = { ...heads, edges: heads.edges.slice(0, 3) };
  const ends = { source: 'key', sourcePort: 'out', target: 'score', targetPort: 'key' };
  const [first] = forWire(without, ends);
  expect(first?.label).toBe('Set Key features to 2');
  const mended = first?.change(without) as Graph;
  expect(mended.edges).toHaveLength(4);
  expect(checkGraph(mended, options).problems).toEqual([]);
});

test('a matrix that lies the wrong way is offered a Transpose', () => {
  const graph: Graph = {
    nodes: [node('x', 'tensor', rows), node('y', 'tensor', rows), node('product', 'matmul')],
    edges: wires('x.out > product.a', 'y.out > product.b'),
  };
  expect(offered(graph)[0]?.label).toBe('Insert Transpose before b');
});

test('heads that do not divide are offered the nearest number that does', () => {
  const graph: Graph = {
    nodes: [node('x', 'tensor', rows), node('split', 'split-heads', { heads: 2 })],
    edges: wires('x.out > split.x'),
  };
  expect(offered(graph).map(({ label }) => label)).toContain('Set heads to 3');
});

test('a value out of range is offered the nearest one inside', () => {
  const graph: Graph = {
    nodes: [node('text', 'text'), node('e', 'embedding', { width: 0 })],
    edges: wires('text.tokens > e.tokens'),
  };
  expect(offered(graph)[0]?.label).toBe('Set width to 1');
});

test('a circle is offered the removal of the wire that closed it', () => {
  const graph: Graph = {
    nodes: [node('a', 'activation', {}, { label: 'First' }), node('b', 'activation', {}, { label: 'Second' })],
    edges: wires('a.out > b.x', 'b.out > a.x'),
  };
  const [first] = offered(graph);
  expect(first?.label).toBe('Remove the wire from Second to First');
  const cut = checkGraph(first?.change(graph) as Graph, options);
  expect(cut.problems.filter(({ code }) => code === 'cycle')).toEqual([]);
});

test('a wire that would close a circle in a loop is offered as a state, which runs once its start is wired', () => {
  const ends = { source: 'cell', sourcePort: 'hidden', target: 'cell', targetPort: 'hidden' };
  const offers = forWire(loop, ends);
  expect(offers.map(({ label }) => label)).toEqual(['Make hidden a state of Encoder']);
  const carried = offers[0]?.change(loop) as Graph;
  const started = { source: 'start', sourcePort: 'out', target: 'repeat', targetPort: 'hidden' };
  // The cell has 8 units and the start three.
  const [mend] = forWire(carried, started);
  expect(mend?.label).toBe('Set units to 3');
  const checked = checkGraph(mend?.change(carried) as Graph, options);
  expect(checked.problems).toEqual([]);
  expect(checked.nodes.get('repeat')?.outputs.hidden?.dims.map((dim) => sizeOf(dim, checked.sizes))).toEqual([1, 3]);
});

test('a circle in a loop is offered the same', () => {
  const [first] = offered({ ...loop, edges: [...loop.edges, ...wires('cell.hidden > cell.hidden')] });
  expect(first?.label).toBe('Make hidden a state of Encoder');
});

test('outside of a loop a circle has no state', () => {
  const ends = { source: 'key', sourcePort: 'out', target: 'key', targetPort: 'x' };
  expect(forWire(heads, ends)).toEqual([]);
});

test('a size that clashes inside is set where it comes from, beyond the wall', () => {
  const stated = addWallPort(loop, 'repeat', 'inputs', { name: 'h', kind: 'state' });
  const wide = node('wide', 'linear', { features: 5 }, { label: 'Wide' });
  const graph = {
    nodes: [...stated.nodes, wide],
    edges: wires(
      'x.out > repeat.x',
      'in.x > cell.x',
      'start.out > wide.x',
      'wide.out > repeat.h',
      'in.h > cell.hidden',
      'cell.hidden > out.h',
    ),
  };
  expect(offered(graph).map(({ label }) => label)).toEqual(['Set Wide features to 8', 'Set units to 5']);
});
