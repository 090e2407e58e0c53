// Every limit that a file can reach: the last value that loads, and the first that does not.
import { expect, it } from 'vitest';
import { decodeGraph, parseGraph } from './format';
import { limits } from './limits';

const at = { x: 0, y: 0 };
const file = (rest: object): string =>
  JSON.stringify({ format: 'attention-graph', version: 1, nodes: [], edges: [], ...rest });

/** What reading it says: the code and path, or `fine`. */
function said(text: string): string {
  const result = parseGraph(text);
  return 'problem' in result ? `${result.problem.code} ${result.problem.path}`.trim() : 'fine';
}

function boundary(limit: number, make: (n: number) => string, refusal: string): void {
  expect(said(make(limit))).toBe('fine');
  expect(said(make(limit + 1))).toBe(refusal);
}

const nodes = (n: number, type = 'linear') =>
  Array.from({ length: n }, (_, i) => ({ id: `n${i}`, type, position: at }));

/** A graph file of exactly so many bytes. */
function sized(bytes: number, filler: string): string {
  const empty = new TextEncoder().encode(file({ description: '' })).length;
  const width = new TextEncoder().encode(filler).length;
  const text = filler.repeat(Math.floor((bytes - empty) / width)) + 'x'.repeat((bytes - empty) % width);
  return file({ description: text });
}

it('bytes of a file, counted in UTF-8', () => {
  boundary(limits.fileBytes, (n) => sized(n, 'x'), 'too-large');
  boundary(limits.fileBytes, (n) => sized(n, '€'), 'too-large');
  const encode = (text: string) => new TextEncoder().encode(text);
  expect('graph' in decodeGraph(encode(sized(limits.fileBytes, '€')))).toBe(true);
  expect('problem' in decodeGraph(encode(sized(limits.fileBytes + 1, '€')))).toBe(true);
});

it('depth', () => {
  const nested = (
    n: number,
  ) => `{"format": "attention-graph", "version": 1, "nodes": [{"id": "a", "type": "later", "params":
    {"x": ${'['.repeat(n - 4)}${']'.repeat(n - 4)}}}], "edges": []}`;
  boundary(limits.depth, nested, `too-deep nodes[0].params.x${'[0]'.repeat(limits.depth - 4)}`);
});

it('nodes', () => boundary(limits.nodes, (n) => file({ nodes: nodes(n) }), 'over-limit nodes'));

it('edges', () => {
  const edges = (n: number) =>
    Array.from({ length: n }, (_, i) => ({
      id: `e${i}`,
      source: 'n0',
      sourcePort: 'out',
      target: 'n1',
      targetPort: 'inputs',
    }));
  boundary(limits.edges, (n) => file({ nodes: nodes(2, 'concat'), edges: edges(n) }), 'over-limit edges');
});

it('containers around a node', () => {
  const chain = (n: number) =>
    nodes(n + 1, 'later').map((node, i) => (i === 0 ? node : { ...node, parent: `n${i - 1}` }));
  boundary(limits.nesting, (n) => file({ nodes: chain(n) }), `over-limit nodes[${limits.nesting + 1}].parent`);
});

it('characters of a label, a title and the name of a vocabulary', () => {
  boundary(
    limits.label,
    (n) => file({ nodes: [{ ...nodes(1)[0], label: 'x'.repeat(n) }] }),
    'over-limit nodes[0].label',
  );
  boundary(limits.label, (n) => file({ title: 'x'.repeat(n) }), 'over-limit title');
});

it('bytes of a note, counted in UTF-8', () => {
  const note = (n: number, filler: string) =>
    file({ nodes: [{ id: 'a', type: 'note', position: at, params: { text: filler.repeat(n / filler.length) } }] });
  boundary(limits.textBytes, (n) => note(n, 'x'), 'over-limit nodes[0].params.text');
  const euros = (n: number) => note(n === limits.textBytes ? Math.floor(n / 3) : Math.ceil(n / 3), '€');
  boundary(limits.textBytes, euros, 'over-limit nodes[0].params.text');
});

it('axes of typed values and of explicit weights', () => {
  const values = (n: number) => JSON.parse(`${'['.repeat(n)}1${']'.repeat(n)}`);
  const tensor = (n: number) =>
    file({ nodes: [{ id: 'a', type: 'tensor', position: at, params: { values: values(n) } }] });
  boundary(limits.rank, tensor, `wrong-value nodes[0].params.values${'[0]'.repeat(limits.rank)}`);
  const weight = (n: number) => file({ nodes: nodes(1), weights: { 'n0.w': { shape: Array(n).fill(1), data: [1] } } });
  boundary(limits.rank, weight, 'over-limit weights["n0.w"].shape');
});

it('cells of an explicit weight, before they are counted', () => {
  const weight = (n: number) => file({ nodes: nodes(1), weights: { 'n0.w': { shape: [n], data: [1] } } });
  expect(said(weight(limits.elements))).toBe('wrong-value weights["n0.w"].data');
  expect(said(weight(limits.elements + 1))).toBe('over-limit weights["n0.w"].shape');
});

it('weights in a file', () => {
  const weights = (n: number) =>
    Object.fromEntries(Array.from({ length: n }, (_, i) => [`n0.w${i}`, { scheme: 'ones', seed: 1 }]));
  boundary(limits.tensorsPerFile, (n) => file({ nodes: nodes(1), weights: weights(n) }), 'over-limit weights');
});

it('steps of a training', () => {
  boundary(limits.trainingSteps, (n) => file({ training: { steps: n } }), 'over-limit training.steps');
  boundary(limits.batch, (n) => file({ training: { batch: n } }), 'over-limit training.batch');
  boundary(limits.seed, (n) => file({ training: { seed: n } }), 'over-limit training.seed');
});
