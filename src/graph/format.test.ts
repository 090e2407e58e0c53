// Bad files: one sentence each, with the path inside the file.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROPERTY_RUNS } from '../testing/counts';
import { graphs } from '../testing/graphs';
import { decodeGraph, type Parsed, parseGraph } from './format';
import type { Graph } from './graph';
import { limits } from './limits';
import { showProblem } from './problem';
import { serializeGraph } from './serialize';

const node = (id: string, type = 'linear', rest: object = {}): object => ({
  id,
  type,
  position: { x: 0, y: 0 },
  ...rest,
});
const edge = (source: string, target: string, rest: object = {}): object => ({
  id: `${source}-${target}`,
  source,
  sourcePort: 'out',
  target,
  targetPort: 'x',
  ...rest,
});
const file = (rest: object): string =>
  JSON.stringify({ format: 'attention-graph', version: 1, nodes: [], edges: [], ...rest });

function said(result: Parsed): string {
  return 'problem' in result ? `${result.problem.code}: ${showProblem(result.problem)}` : 'fine';
}
const about = (rest: object): string => said(parseGraph(file(rest)));

function graphOf(rest: object): Graph {
  const result = parseGraph(file(rest));
  if ('problem' in result) throw new Error(showProblem(result.problem));
  return result.graph;
}

describe('a file that is no graph of ours', () => {
  it.each([
    ['[]', 'foreign-file: the file is not a graph: it holds an empty list, not an object'],
    ['7', 'foreign-file: the file is not a graph: it holds 7, not an object'],
    ['{}', 'foreign-file: format: must be "attention-graph", but is missing: the file is from another program'],
    [
      '{"format": "comfy", "version": 1}',
      'foreign-file: format: must be "attention-graph", but is "comfy": the file is from another program',
    ],
    [
      '{"format": "attention-graph", "version": 2, "anything": 1}',
      'newer-version: version: is 2, but this release reads files up to version 1: open it with a newer release',
    ],
    ['{"format": "attention-graph", "version": "1"}', 'wrong-value: version: must be 1, but is "1"'],
    ['{"format": "attention-graph", "version": 1, "nodes": []}', 'wrong-value: edges: is missing'],
    ['nodes:', 'not-json: line 1, column 1: the file is not JSON: a value must stand here, not "nodes:"'],
    [
      '{"a": 1',
      'not-json: line 1, column 8: the file is not JSON: "," or "}" must stand here, not the end of the file',
    ],
    ['{"a": 1, "a": 2}', 'duplicate-key: a: is written twice: remove one'],
    ['{"__proto__": {}}', 'unsafe-key: __proto__: is a key that no graph may use: remove it'],
    ['{"a": 1e999}', 'not-finite: a: must be a number that a computer can hold, but is "1e999"'],
  ])('%s', (text, sentence) => {
    expect(said(parseGraph(text))).toBe(sentence);
  });

  // A reader that calls itself for every bracket would overflow its stack here.
  it.each([
    ['five million lists', '[', '[0]', 5_000_000],
    ['as many objects as a file holds', '{"a":', '.a', 1_600_000],
  ])('%s inside of one another are refused at the first that is too many', (_, bracket, step, count) => {
    const text = bracket.repeat(count);
    const path = step.repeat(limits.depth).replace(/^\./, '');
    expect(said(parseGraph(text))).toBe(`too-deep: ${path}: is nested more than ${limits.depth} levels deep`);
  });

  it('is not even text', () => {
    const bytes = new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]);
    expect(said(decodeGraph(bytes))).toBe(
      'not-text: the file is not text in UTF-8: choose a graph that was exported as JSON',
    );
  });
});

describe('a value that does not fit', () => {
  it.each<[object, string]>([
    [
      { nodes: [node('a'), node('b'), node('c', 'linear', { params: { features: 'two' } })] },
      'wrong-value: nodes[2].params.features: must be a number, but is "two"',
    ],
    [
      { nodes: [node('a', 'mask', { params: { kind: 'casual' } })] },
      'wrong-value: nodes[0].params.kind: must be "causal" or "window" or "prefix" or "padding" or "custom", but is "casual"',
    ],
    [
      { nodes: [node('a', 'softmax', { params: { temprature: 1 } })] },
      'unknown-key: nodes[0].params.temprature: is no param of Softmax, which has temperature',
    ],
    [
      { nodes: [node('a', 'weighted-sum', { params: { constructor: 1 } })] },
      'unknown-key: nodes[0].params.constructor: is no param of Weighted sum, which has none',
    ],
    [
      { nodes: [node('a', 'tensor', { params: { values: [[1, 'x']] } })] },
      'wrong-value: nodes[0].params.values[0][1]: must be a number or a list, but is "x"',
    ],
    [
      { nodes: [node('a', 'tensor', { params: { values: [[1, 1e39]] } })] },
      'wrong-value: nodes[0].params.values[0][1]: must fit a 32-bit number, but is 1e+39',
    ],
    [
      { nodes: [node('a b')] },
      'wrong-value: nodes[0].id: must be a letter and then up to 63 letters, digits, "_" or "-", but is "a b"',
    ],
    [{ nodes: [node('a', 'linear', { colour: 'red' })] }, 'unknown-key: nodes[0].colour: is not known here: remove it'],
    [
      { nodes: [node('a', 'linear', { position: { x: null, y: 0 } })] },
      'wrong-value: nodes[0].position.x: must be a number, but is null',
    ],
    [
      { nodes: [node('a', 'linear', { mode: 'off' })] },
      'wrong-value: nodes[0].mode: must be "bypass" or "mute", but is "off"',
    ],
    [{ nodes: {} }, 'wrong-value: nodes: must be a list, but is an object'],
    [{ author: 'me' }, 'unknown-key: author: is not known here: remove it'],
    [
      { weightsFile: '../etc/passwd' },
      'wrong-value: weightsFile: must be the bare name of a file, but is "../etc/passwd"',
    ],
    [{ vocabularies: { words: ['a', 1] } }, 'wrong-value: vocabularies.words[1]: must be text, but is 1'],
  ])('%j', (rest, sentence) => {
    expect(about(rest)).toBe(sentence);
  });
});

describe('parts that do not belong together', () => {
  const pair = [node('a'), node('b')];
  it.each<[object, string]>([
    [{ nodes: [node('a'), node('b'), node('a')] }, 'duplicate-id: nodes[2].id: "a" is also the id of nodes[0]'],
    [
      { nodes: pair, edges: [edge('a', 'b'), edge('a', 'b')] },
      'duplicate-id: edges[1].id: "a-b" is also the id of edges[0]',
    ],
    [{ nodes: pair, edges: [edge('c', 'b')] }, 'missing-node: edges[0].source: there is no node "c"'],
    [{ nodes: pair, edges: [edge('a', 'c')] }, 'missing-node: edges[0].target: there is no node "c"'],
    [
      { nodes: pair, edges: [edge('a', 'b', { targetPort: 'y' })] },
      'missing-port: edges[0].targetPort: "y" is no input of "b", a Linear, which has x',
    ],
    [
      { nodes: pair, edges: [edge('a', 'b', { sourcePort: 'toString' })] },
      'missing-port: edges[0].sourcePort: "toString" is no output of "a", a Linear, which has out',
    ],
    [
      { nodes: [...pair, node('c')], edges: [edge('a', 'b'), edge('c', 'b')] },
      'taken-port: edges[1]: "x" of "b" takes one wire, and edges[0] is there already',
    ],
    [
      { weights: { 'q.weight': { scheme: 'ones', seed: 1 } } },
      'missing-node: weights["q.weight"]: there is no node "q"',
    ],
    [{ nodes: [node('a', 'linear', { parent: 'b' })] }, 'missing-node: nodes[0].parent: there is no node "b"'],
    [
      { nodes: [node('a', 'linear', { parent: 'b' }), node('b')] },
      'wrong-parent: nodes[0].parent: "b" is a Linear and holds no nodes',
    ],
    [
      { nodes: [node('a', 'later', { parent: 'b' }), node('b', 'later', { parent: 'a' })] },
      'wrong-parent: nodes[0].parent: "a" would lie in itself',
    ],
  ])('%j', (rest, sentence) => {
    expect(about(rest)).toBe(sentence);
  });
});

describe('a weight that does not fit', () => {
  it.each<[object, string]>([
    [{ scheme: 'he', seed: 1 }, 'must be'],
    [{ scheme: 'ones', seed: -1 }, 'wrong-value: weights["a.weight"].seed: must be at least 0, but is -1'],
    [
      { scheme: 'ones', seed: 1, skip: 2 ** 27 },
      'over-limit: weights["a.weight"].skip: is 134217728, and 67108864 is the most',
    ],
    [{ shape: [2, 2], data: [1, 2, 3] }, 'wrong-value: weights["a.weight"].data: has 3 numbers, but 2 × 2 takes 4'],
    [{ shape: [2, 0.5], data: [1] }, 'wrong-value: weights["a.weight"].shape[1]: must be a whole number, but is 0.5'],
    [{ shape: [1], data: ['1'] }, 'wrong-value: weights["a.weight"].data[0]: must be a number, but is "1"'],
    [
      { shape: [1], data: [-1e39] },
      'wrong-value: weights["a.weight"].data[0]: must fit a 32-bit number, but is -1e+39',
    ],
    [
      { shape: [1], data: [1], scheme: 'ones' },
      'unknown-key: weights["a.weight"].scheme: is not known here: remove it',
    ],
    [[], 'wrong-value: weights["a.weight"]: must be an object, but is an empty list'],
  ])('%j', (entry, sentence) => {
    expect(about({ nodes: [node('a')], weights: { 'a.weight': entry } })).toContain(sentence);
  });
});

describe('what loads', () => {
  it('is a byte order mark before the graph', () => {
    expect(said(parseGraph(`\uFEFF${file({})}`))).toBe('fine');
    expect(said(decodeGraph(new TextEncoder().encode(`\uFEFF${file({})}`)))).toBe('fine');
  });

  it('is a cycle and a wire from a node to itself: they are shown at the nodes', () => {
    const nodes = [node('a'), node('b'), node('c')];
    expect(about({ nodes, edges: [edge('a', 'b'), edge('b', 'a'), edge('c', 'c')] })).toBe('fine');
  });

  it('is a node type that no release knows, with any ports and params', () => {
    const nodes = [node('a', 'later', { params: { x: { y: [null] } } }), node('b', 'later', { parent: 'a' })];
    const edges = [edge('a', 'b'), edge('a', 'b', { id: 'e', sourcePort: 'constructor' })];
    expect(graphOf({ nodes, edges }).nodes[0]?.params).toEqual({ x: { y: [null] } });
  });

  it('is a node without a position and an edge without an id', () => {
    const bare = { source: 'a', sourcePort: 'out', target: 'b', targetPort: 'x' };
    const graph = graphOf({
      nodes: [
        { id: 'a', type: 'linear' },
        { id: 'b', type: 'linear' },
      ],
      edges: [bare],
    });
    expect(graph.nodes.map(({ position }) => position)).toEqual([
      { x: 0, y: 0 },
      { x: 220, y: 0 },
    ]);
    expect(graph.edges).toEqual([{ id: 'e1', ...bare }]);
  });

  it('is several wires into a port that grows', () => {
    const nodes = [node('a'), node('b', 'concat')];
    const edges = [edge('a', 'b', { targetPort: 'inputs' }), edge('a', 'b', { id: 'e', targetPort: 'inputs' })];
    expect(about({ nodes, edges })).toBe('fine');
  });
});

it('never throws, whatever becomes of a file', () => {
  const spoilt = fc.tuple(graphs, fc.nat(), fc.nat(20), fc.string()).map(([graph, at, length, part]) => {
    const text = serializeGraph(graph);
    const from = at % text.length;
    return text.slice(0, from) + part + text.slice(from + length);
  });
  const values = fc.dictionary(
    fc.constantFrom('nodes', 'edges', 'weights', 'training', 'lesson', 'preset'),
    fc.jsonValue(),
  );
  fc.assert(
    fc.property(fc.oneof(spoilt, values.map(file), fc.json(), fc.string()), (text) => {
      const result = parseGraph(text);
      expect('graph' in result || result.problem.message.length > 0).toBe(true);
    }),
    { numRuns: 5 * PROPERTY_RUNS },
  );
});
