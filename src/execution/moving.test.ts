// Edits of containers change where nodes lie, not what they give: values before and after, in float64.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connectThroughWall, dissolve, groupInto, moveInto, moveOut } from '../graph/editContainers';
import { addNode, type NewNode } from '../graph/editNodes';
import { addWallPort } from '../graph/editWalls';
import { connect } from '../graph/editWires';
import { emptyGraph, type Graph, type GraphNode } from '../graph/graph';
import { GraphError } from '../graph/problem';
import { float64Kernels } from '../kernels/float64';
import { check, wires } from '../testing/build';
import { PROPERTY_RUNS } from '../testing/counts';
import { Executor } from './executor';
import { Interner } from './keys';

const never = { signal: new AbortController().signal, pause: async () => {} };

const kinds = ['add', 'multiply', 'activation', 'linear', 'concat', 'softmax'] as const;
const portsOf: Readonly<Record<(typeof kinds)[number], readonly string[]>> = {
  add: ['a', 'b'],
  multiply: ['a', 'b'],
  activation: ['x'],
  linear: ['x'],
  concat: ['inputs', 'inputs'],
  softmax: ['scores'],
};

interface Part {
  readonly kind: (typeof kinds)[number];
  readonly from: readonly number[];
}

const at = { x: 0, y: 0 };
const rows = [
  [0.5, -1],
  [2, 0.25],
];

/** Each node reads nodes before it; n0 is a tensor of two rows. */
function graphOf(parts: readonly Part[]): Graph {
  const first = addNode(emptyGraph, { type: 'tensor', id: 'n0', position: at, params: { values: rows } });
  return parts.reduce((graph: Graph, { kind, from }, i) => {
    const id = `n${i + 1}`;
    const params = kind === 'concat' ? { axis: 0 } : {};
    const grown = addNode(graph, { type: kind, id, params, position: { x: 200 * i, y: 0 } });
    return portsOf[kind].reduce((now: Graph, targetPort, k) => {
      const source = sourceOf(parts.slice(0, i), kind, from[k] ?? 0);
      return connect(now, { source, sourcePort: outOf(now, source), target: id, targetPort });
    }, grown);
  }, first);
}

/** Sums read rows that are not joined: those of nodes before the first join. */
function sourceOf(before: readonly Part[], kind: Part['kind'], n: number): string {
  const joined = before.findIndex(({ kind: other }) => other === 'concat');
  const may = kind === 'activation' || kind === 'linear' || joined < 0 ? before.length + 1 : joined + 1;
  return `n${n % may}`;
}

const outOf = ({ nodes }: Graph, id: string): string =>
  nodes.find((other) => other.id === id)?.type === 'softmax' ? 'weights' : 'out';

/** The outermost container around a node, and the port at which it shows what the node gives. */
function shownAt(graph: Graph, id: string, port: string): readonly [string, string] {
  const byId = new Map(graph.nodes.map((one) => [one.id, one]));
  let at = byId.get(id) as GraphNode;
  if (at.parent === undefined) return [id, port];
  while (at.parent !== undefined) at = byId.get(at.parent) as GraphNode;
  return [at.id, `${id}.${port}`];
}

/** Cells of one output of each node, wherever it lies. */
async function valuesOf(graph: Graph, ids: readonly string[], port = (id: string) => outOf(graph, id)) {
  const checked = check(graph);
  expect(checked.problems).toEqual([]);
  const executor = new Executor(float64Kernels(), new Interner());
  await executor.run(checked, never);
  const values = [];
  for (const id of ids) {
    const tensor = await executor.read(...shownAt(graph, id, port(id)));
    values.push(tensor && [...tensor.data]);
  }
  executor.close();
  return values;
}

type Step = readonly [kind: number, a: number, b: number];

function stepped(graph: Graph, [kind, a, b]: Step): Graph {
  const nodes = graph.nodes.filter(({ type }) => type !== 'inputs' && type !== 'outputs');
  const at = (n: number): string => nodes[n % nodes.length]?.id ?? '';
  const blocks = graph.nodes.filter(({ type }) => type === 'block').map(({ id }) => id);
  const block = blocks[b % blocks.length];
  try {
    if (kind === 0 || block === undefined)
      return groupInto(graph, a < b ? nodes.slice(a, b).map(({ id }) => id) : [at(a)]);
    if (kind === 1) return moveInto(graph, [at(a), at(a + 1)], block);
    if (kind === 2) return dissolve(graph, block);
    return moveOut(graph, [at(a), at(b)]);
  } catch (error) {
    if (error instanceof GraphError) return graph;
    throw error;
  }
}

const parts = fc.array(fc.record({ kind: fc.constantFrom(...kinds), from: fc.tuple(fc.nat(9), fc.nat(9)) }), {
  minLength: 2,
  maxLength: 7,
});
const steps = fc.array(fc.tuple(fc.constantFrom(0, 0, 1, 2, 3, 3), fc.nat(9), fc.nat(9)), {
  minLength: 1,
  maxLength: 5,
});

test('what nodes give stays the same wherever they move', async () => {
  await fc.assert(
    fc.asyncProperty(parts, steps, async (drawn, moves) => {
      const before = graphOf(drawn);
      const ids = before.nodes.map(({ id }) => id);
      const expected = await valuesOf(before, ids);
      const after = moves.reduce(stepped, before);
      expect(await valuesOf(after, ids)).toEqual(expected);
    }),
    { numRuns: PROPERTY_RUNS / 2 },
  );
});

/** A recurrent cell over three rows, with what could be done once per step before it, in it and after it. */
function recurrent(): Graph {
  const added: readonly Omit<NewNode, 'position'>[] = [
    { type: 'tensor', id: 'xs', params: { values: [...rows, [1, 1]] } },
    { type: 'tensor', id: 'start', params: { values: [[0.5, -0.5]] } },
    { type: 'linear', id: 'before' },
    { type: 'repeat', id: 'loop' },
    { type: 'rnn-cell', id: 'cell', params: { units: 2 }, parent: 'loop' },
    { type: 'activation', id: 'look', params: { kind: 'sigmoid' }, parent: 'loop' },
    { type: 'activation', id: 'after', params: { kind: 'tanh' } },
  ];
  const nodes = added.reduce((graph: Graph, each) => addNode(graph, { ...each, position: at }), emptyGraph);
  const state = addWallPort(nodes, 'loop', 'inputs', { name: 'hidden', kind: 'state' });
  return wires(
    'xs.out > before.x',
    'before.out > cell.x',
    'start.out > loop.hidden',
    'loop-in.hidden > cell.hidden',
    'loop-in.hidden > look.x',
    'cell.hidden > loop-out.hidden',
    'cell.hidden > after.x',
  ).reduce(connectThroughWall, state);
}

const endsOf = ({ edges }: Graph): string[] =>
  edges.map((e) => `${e.source}.${e.sourcePort} > ${e.target}.${e.targetPort}`).sort();

test('what is done to each row is the same inside a repeat', async () => {
  const ids = ['before', 'cell', 'look', 'after'];
  const shown = async (graph: Graph) => valuesOf(graph, ids, (id) => (id === 'cell' ? 'hidden' : 'out'));
  const graph = recurrent();
  const expected = await shown(graph);
  expect(expected.map((cells) => cells?.length)).toEqual([6, 6, 6, 6]);
  const inside = moveInto(graph, ['before', 'after'], 'loop');
  expect(inside.nodes.filter(({ parent }) => parent === 'loop')).toHaveLength(6);
  expect(await shown(inside)).toEqual(expected);
  expect(endsOf(moveOut(inside, ['before', 'after']))).toEqual(endsOf(graph));
});

test('a state that is read outside of its repeat is the one before each step', async () => {
  const out = moveOut(recurrent(), ['look']);
  const [inside] = await valuesOf(recurrent(), ['look']);
  expect(shownAt(out, 'look', 'out')).toEqual(['look', 'out']);
  expect(await valuesOf(out, ['look'])).toEqual([inside]);
});
