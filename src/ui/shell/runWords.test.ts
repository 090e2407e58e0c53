// Holds the run pill to what ran, and its menu to what each backend really is.
import { describe, expect, it } from 'vitest';
import { checkGraph } from '../../execution/check';
import { Traces } from '../../execution/traces';
import type { Graph } from '../../graph/graph';
import { nodeType } from '../../nodes/registry';
import { backendOptions, missingWords, runWords, showDuration, type Told } from './runWords';

const at = { x: 0, y: 0 };
const graph: Graph = {
  nodes: [
    { id: 'x', type: 'tensor', position: at },
    { id: 'y', type: 'softmax', position: at },
    { id: 'note', type: 'note', position: at },
  ],
  edges: [{ id: 'e', source: 'x', sourcePort: 'out', target: 'y', targetPort: 'scores' }],
};
const check = (of: Graph) => checkGraph(of, { nodeType, traces: new Traces() });
const ran = { state: 'ran' } as const;
const done: Told = {
  phase: 'done',
  choice: 'webasm',
  backend: 'webasm',
  ms: 3.14,
  problems: [],
  nodes: { x: { id: 'x', ...ran }, y: { id: 'y', ...ran } },
};

describe('the run pill', () => {
  it('names the backend that ran and its time', () => {
    expect(runWords(check(graph), done)).toEqual({ state: 'ok', strong: 'webasm', rest: '· 3.1 ms' });
  });

  it('says in place of which backend another one ran', () => {
    const told = { ...done, choice: 'webgl2', fallback: 'webgl2 was lost.' } as const;
    expect(runWords(check(graph), told).rest).toBe('· 3.1 ms · in place of webgl2');
    expect(runWords(check(graph), { ...done, fallback: 'tuned kernels did not compile.' }).rest).toBe('· 3.1 ms');
  });

  it('counts problems of types and of values, and the nodes that ran', () => {
    const unwired = check({ ...graph, edges: [] });
    const told = { ...done, nodes: { x: { id: 'x', ...ran } } };
    expect(runWords(unwired, told)).toEqual({ state: 'problem', strong: '1 problem', rest: '· 1 of 2 nodes ran' });
    const problem = { node: 'x', code: 'value', message: 'holds NaN' } as const;
    expect(runWords(unwired, { ...told, problems: [problem] }).strong).toBe('2 problems');
  });

  it.each([
    ['starting', { state: 'busy', strong: 'Starting' }],
    ['running', { state: 'busy', strong: 'Running' }],
    ['cancelled', { state: 'idle', strong: 'Cancelled', rest: '· 2 of 2 nodes ran' }],
    ['failed', { state: 'problem', strong: 'The run failed', rest: '· 2 of 2 nodes ran' }],
  ] as const)('says %s', (phase, words) => {
    expect(runWords(check(graph), { ...done, phase })).toEqual(words);
  });

  it('has nothing to run where only notes are', () => {
    const notes = check({ nodes: graph.nodes.slice(2), edges: [] });
    expect(runWords(notes, done)).toEqual({ state: 'idle', strong: '', rest: 'Nothing to run' });
  });

  it.each([
    [0.04, '< 0.1 ms'],
    [9.94, '9.9 ms'],
    [41.6, '42 ms'],
    [1234, '1.2 s'],
  ])('shows %d as %s', (ms, shown) => {
    expect(showDuration(ms)).toBe(shown);
  });
});

describe('the choice of a backend', () => {
  const software = { backend: 'webgl2', renderer: 'SwiftShader', software: true } as const;
  const reason = 'WebGL2 here is a software renderer, so cpu runs.';

  it('says what automatic means and calls a software renderer one', () => {
    const options = backendOptions({ backends: [software, { backend: 'cpu' }], chosen: 'cpu', reason });
    expect(options).toEqual([
      { choice: 'auto', title: 'Automatic: cpu', text: reason },
      { choice: 'webgl2', title: 'webgl2', text: 'Drawn by the processor: SwiftShader is a software renderer.' },
      { choice: 'cpu', title: 'cpu', text: 'Plain kernels as JavaScript, on the processor.' },
    ]);
  });

  it('says that WebGL2 is missing, once that is known', () => {
    expect(missingWords([])).toBeUndefined();
    expect(missingWords([software])).toBeUndefined();
    expect(missingWords([{ backend: 'cpu' }])).toMatch(/no WebGL2/);
  });
});
