// What the panels say about a graph: what is shown, who waits for whom, what is wrong, and what it took.
import { describe, expect, it } from 'vitest';
import { axisNames, portTensor } from '../../drawing/portTensor';
import type { ShownValue } from '../../drawing/steps';
import { checkGraph } from '../../execution/check';
import type { Checked } from '../../execution/checked';
import { Traces } from '../../execution/traces';
import { addNode, setMode, setParam } from '../../graph/editNodes';
import { connect } from '../../graph/editWires';
import { emptyGraph, type Graph } from '../../graph/graph';
import { nodeType } from '../../nodes/registry';
import { node, wires } from '../../testing/build';
import { labelOf, listed, portLabel, portShape } from './names';
import { problemRows, waitingRow } from './problemRows';
import { asker } from './question';
import { pinChoices, shownPort, wantedPorts } from './shownPorts';
import { waitSentence } from './waits';

const check = (graph: Graph): Checked => checkGraph(graph, { nodeType, traces: new Traces() });
const wire = (graph: Graph, from: string, to: string): Graph => {
  const [source, sourcePort] = from.split('.') as [string, string];
  const [target, targetPort] = to.split('.') as [string, string];
  return connect(graph, { source, sourcePort, target, targetPort });
};

/** Tensor, Score, Mask, Softmax; `key` of Score is free at first. */
function unfinished(): Graph {
  const types = ['tensor', 'score', 'mask', 'softmax'];
  const nodes = types.reduce((graph, type, at) => addNode(graph, { type, position: { x: at, y: 0 } }), emptyGraph);
  const query = wire(nodes, 'tensor.out', 'score.query');
  return wire(wire(query, 'score.scores', 'mask.scores'), 'mask.scores', 'softmax.scores');
}

const finished = (): Graph => wire(unfinished(), 'tensor.out', 'score.key');
const value = (shape: number[], data: number[], key = 1): ShownValue => ({ shape, data: Float32Array.from(data), key });
const INF = Number.NEGATIVE_INFINITY;
const values = {
  'mask.scores': value([2, 2], [1, INF, 2, 3]),
  'softmax.weights': value([2, 2], [1, 0, 0.27, 0.73]),
};

describe('what the Attention panel shows', () => {
  it('is what is pinned, else the last attention weights', () => {
    const checked = check(finished());
    expect(shownPort(checked, undefined, {})).toBe('softmax.weights');
    expect(shownPort(checked, 'mask.scores', {})).toBe('mask.scores');
    expect(shownPort(checked, 'gone.out', values)).toBe('softmax.weights');
    const two = check(addNode(finished(), { type: 'softmax', position: { x: 0, y: 0 } }));
    expect(shownPort(two, undefined, values)).toBe('softmax.weights');
    expect(shownPort(check(emptyGraph), undefined, {})).toBeUndefined();
  });

  it('is what a cell remembers, or its gates, in a graph without attention', () => {
    const cells = (type: string) => check({ ...emptyGraph, nodes: [node('given', 'tensor'), node('cell', type)] });
    expect(shownPort(cells('rnn-cell'), undefined, {})).toBe('cell.hidden');
    expect(shownPort(cells('lstm-cell'), undefined, {})).toBe('cell.gates');
  });

  it('is asked for with what it is made from, and with the outputs of the selected node', () => {
    const checked = check(finished());
    const selection = { nodes: ['score'], edges: [] };
    const panel = { open: true, tab: 'attention' } as const;
    expect(wantedPorts(checked, { panel, selection }, 'softmax.weights')).toEqual([
      'softmax.weights',
      'mask.scores',
      'score.scores',
    ]);
    expect(wantedPorts(checked, { panel: { ...panel, open: false }, selection }, 'softmax.weights')).toEqual([
      'score.scores',
    ]);
  });

  it('can be any output, weights first', () => {
    const [weights, others] = pinChoices(check(finished()));
    expect(weights.map(({ name }) => name)).toEqual(['softmax.weights']);
    expect(others.map(({ name }) => name)).toEqual(['tensor.out', 'score.scores', 'mask.scores']);
  });
});

describe('the picture of an output', () => {
  it('marks the pairs that its scores forbid, and stays the same while nothing changes', () => {
    const checked = check(finished());
    const tensor = portTensor(checked, values, 'softmax.weights');
    expect(tensor).toMatchObject({ kind: 'weights', shape: [2, 2], rowLetter: 'T' });
    expect([...(tensor?.masked ?? [])]).toEqual([0, 1, 0, 0]);
    expect(portTensor(check(finished()), values, 'softmax.weights')).toBe(tensor);
    expect(portTensor(check(unfinished()), values, 'softmax.weights')).toBe(tensor);
    expect(portTensor(checked, {}, 'softmax.weights')).toBeUndefined();
  });

  it('names its axes for linking', () => {
    expect(axisNames(check(finished()), 'softmax.weights')).toEqual({ row: 'T', col: 'T' });
  });
});

describe('who waits', () => {
  it('is told up to the port that is missing', () => {
    const checked = check(unfinished());
    expect(waitSentence(checked, 'softmax')).toBe('It waits for Mask, which waits for Score · key.');
    expect(waitSentence(checked, 'score')).toBe('It waits for Score · key.');
    expect(waitSentence(check(finished()), 'softmax')).toBeUndefined();
    expect(waitSentence(check(setMode(finished(), ['mask'], 'mute')), 'mask')).toBe('It is muted.');
  });

  it('is one row with the chain', () => {
    expect(waitingRow(check(unfinished()))).toEqual({
      ids: ['mask', 'softmax'],
      label: '2 nodes wait',
      sentence: 'Score → Mask → Softmax. The other one ran; its values are current.',
    });
    expect(waitingRow(check(finished()))).toBeUndefined();
  });
});

describe('problems', () => {
  it('name the node and say the sentence; those of the run only where the node still runs', () => {
    const broken = check(setParam(finished(), 'softmax', 'temperature', 0));
    const ofRun = [
      { node: 'softmax', code: 'value', message: 'stale' },
      { node: 'score', code: 'value', message: 'scores has values that are not numbers', detail: '1 NaN of 4.' },
    ] as const;
    expect(problemRows(broken, ofRun).map(({ label, sentence }) => [label, sentence])).toEqual([
      ['Softmax', 'Temperature is 0, but must be at least 0.01.'],
      ['Score', 'Scores has values that are not numbers. 1 NaN of 4.'],
    ]);
    expect(problemRows(check(unfinished()), [])[0]?.isUnfinished).toBe(true);
  });
});

describe('names', () => {
  it('are labels, titles, ports and shapes', () => {
    const checked = check(finished());
    expect(labelOf(checked, 'softmax')).toBe('Softmax');
    expect(portLabel(checked, 'softmax.weights')).toBe('Softmax · weights');
    const [inside, outside] = [node('b', 'softmax', {}, { parent: 'block' }), node('a', 'softmax')];
    const twice = check({ nodes: [node('block', 'block', {}, { label: 'Cross' }), inside, outside], edges: [] });
    expect(['a.weights', 'b.weights'].map((name) => portLabel(twice, name))).toEqual([
      'Softmax · weights',
      'Softmax · weights in Cross',
    ]);
    expect(portShape(checked, 'softmax.weights')).toBe('T × T = 2 × 2');
    expect(portShape(check(unfinished()), 'softmax.weights')).toBeUndefined();
    expect([listed([]), listed(['a']), listed(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c']);
  });
});

describe('why a cell has its value', () => {
  it('is read from what is wired, and is not asked of a node that does not run', () => {
    const reading = asker(check(finished()), values, 'softmax.weights', {})?.(3);
    expect(reading?.value).toBeCloseTo(Math.exp(3) / (Math.exp(2) + Math.exp(3)), 6);
    expect(asker(check(unfinished()), values, 'softmax.weights', {})).toBeUndefined();
    expect(asker(check(finished()), {}, 'softmax.weights', {})).toBeUndefined();
  });

  it('takes the weights inside a block from the graph', () => {
    const ports = { ports: [{ name: 'x', kind: 'value' }] };
    const inside = { parent: 'block' };
    const graph: Graph = {
      ...emptyGraph,
      nodes: [
        node('given', 'tensor', { values: [[2]] }),
        node('block', 'block'),
        node('in', 'inputs', ports, inside),
        node('linear', 'linear', { features: 1, bias: false }, inside),
        node('out', 'outputs', ports, inside),
      ],
      edges: wires('given.out > block.x', 'in.x > linear.x', 'linear.out > out.x'),
      weights: { 'linear.weight': { shape: [1, 1], data: [5] } },
    };
    const shown = { 'given.out': value([1, 1], [2]) };
    expect(asker(check(graph), shown, 'block.x', {})?.(0).value).toBe(10);
  });
});
