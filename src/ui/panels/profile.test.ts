// What the Profile panel says: what the engine measured, what it could not, and what a run would cost.
import { describe, expect, it } from 'vitest';
import type { NodeRun } from '../../execution/executor';
import type { Measured } from '../../execution/measure';
import { createViewStore } from '../../store/viewStore';
import { scoredWords } from '../../testing/attentionGraphs';
import { check, node, ports, wires } from '../../testing/build';
import { loopOf } from '../../testing/loopGraphs';
import { estimateOfAll, estimateRows, growthWords, lengthWords } from './estimateRows';
import { lastRunWords } from './lastRun';
import { allNodes } from './names';
import { growing, profileMarks, slowest } from './profileMarks';
import { isRough, isUnmeasured, profileRows, totalsOf } from './profileRows';
import { nextSorting, sortNested, sortRows, unfolded } from './sorting';

const graphOf = (words: number) => check(scoredWords(Array.from({ length: words }, (_, k) => `w${k}`).join(' ')));

const took = (ms: number, more: Partial<Measured> = {}): Measured => ({
  backend: 'wasm',
  ms,
  compileMs: 0,
  launches: 1,
  tuned: 1,
  refused: [],
  bytes: 64,
  finished: true,
  ...more,
});

const runs: Readonly<Record<string, NodeRun>> = {
  text: { id: 'text', state: 'kept', measured: took(0) },
  rows: { id: 'rows', state: 'ran', measured: took(1, { compileMs: 2, launches: 3, tuned: 2 }) },
  score: { id: 'score', state: 'ran', within: 'softmax' },
  softmax: { id: 'softmax', state: 'ran', measured: took(3, { tuned: 0 }) },
};

describe('the last run', () => {
  it('has what was measured, and nothing for a node that ran inside another', () => {
    expect(profileRows(graphOf(3), runs)).toMatchObject([
      { label: 'Text', state: 'kept', ms: 0, share: 0, kernels: '1 tuned' },
      { label: 'Embedding', state: 'ran', ms: 1, share: 0.25, compileMs: 2, kernels: '2 tuned, 1 plain' },
      { label: 'Score', state: 'inside Softmax', ms: undefined, share: undefined, kernels: undefined },
      { label: 'Softmax', state: 'ran, with 1 node inside', share: 0.75, backend: 'wasm', kernels: '1 plain' },
    ]);
    expect(totalsOf(profileRows(graphOf(3), runs))).toMatchObject({ ms: 4, compileMs: 2, bytes: 192 });
    expect([allNodes(4), allNodes(1)]).toEqual(['All 4 nodes', '1 node']);
  });

  it('has no time where the device had not finished', () => {
    const unfinished = { ...runs, softmax: { ...runs.softmax, measured: took(3, { finished: false }) } as NodeRun };
    expect(profileRows(graphOf(3), unfinished)[3]).toMatchObject({ ms: undefined, share: undefined });
    expect([isUnmeasured(runs), isUnmeasured(unfinished)]).toEqual([false, true]);
  });

  it('sorts by any column, numbers from the largest, turns round, and keeps what has no value last', () => {
    const rows = profileRows(graphOf(3), runs);
    const byTime = nextSorting(undefined, 'ms' as const, false);
    expect(sortRows(rows, byTime).map(({ id }) => id)).toEqual(['softmax', 'rows', 'text', 'score']);
    const turned = nextSorting(byTime, 'ms' as const, false);
    expect(sortRows(rows, turned).map(({ id }) => id)).toEqual(['text', 'rows', 'softmax', 'score']);
    const byName = nextSorting(undefined, 'label' as const, true);
    expect(sortRows(rows, byName).map(({ id }) => id)).toEqual(['rows', 'score', 'softmax', 'text']);
  });
});

/** A loop over the words, and in it a Block of two nodes. */
const nestedGraph = () => {
  const block = { parent: 'block' };
  return check({
    nodes: [
      node('text', 'text', { text: 'w0 w1 w2' }),
      node('rows', 'embedding', { width: 4 }),
      node('start', 'tensor', { values: [[0, 0, 0, 0]] }),
      ...loopOf({
        takes: ports(['x', 'sequence'], ['h', 'state']),
        inside: [node('sum', 'add'), node('block', 'block')],
        gives: ports(['h', 'state']),
      }),
      node('bin', 'inputs', ports(['x', 'value']), block),
      node('wide', 'linear', { features: 8, bias: false }, block),
      node('narrow', 'linear', { features: 4, bias: false }, block),
      node('bout', 'outputs', ports(['y', 'value']), block),
    ],
    edges: wires(
      'text.tokens > rows.tokens',
      'rows.out > loop.x',
      'start.out > loop.h',
      'in.x > sum.a',
      'in.h > sum.b',
      'sum.out > block.x',
      'bin.x > wide.x',
      'wide.out > narrow.x',
      'narrow.out > bout.y',
      'block.y > out.h',
    ),
  });
};

describe('the nodes inside a container', () => {
  const runsWith = (more: Partial<Measured>): Readonly<Record<string, NodeRun>> => ({
    rows: { id: 'rows', state: 'kept', measured: took(2) },
    loop: { id: 'loop', state: 'ran', measured: took(8, more) },
  });
  const timed = runsWith({ inside: { sum: 1, wide: 2, narrow: 4 } });
  const rowOf = (runs: Readonly<Record<string, NodeRun>>, id: string) =>
    profileRows(nestedGraph(), runs).find((row) => row.id === id);

  it('have rows under its own, with the time that was measured of each', () => {
    const rows = profileRows(nestedGraph(), timed);
    expect(rows.map(({ id, depth, ms, share }) => [id, depth, ms, share])).toEqual([
      ['text', 0, undefined, undefined],
      ['start', 0, undefined, undefined],
      ['rows', 0, 2, 0.2],
      ['loop', 0, 8, 0.8],
      ['sum', 1, 1, 0.1],
      ['block', 1, 6, 0.6],
      ['wide', 2, 2, 0.2],
      ['narrow', 2, 4, 0.4],
    ]);
    expect(totalsOf(rows).ms).toBe(10);
  });

  it('have operations of all steps, and the bytes of what they give at all steps', () => {
    expect(rowOf(timed, 'sum')).toMatchObject({ flops: 3 * 4, bytes: 3 * 4 * 4 });
    expect(rowOf(timed, 'wide')).toMatchObject({ flops: 3 * 2 * 4 * 8, bytes: 3 * 8 * 4 });
    expect(rowOf(timed, 'block')).toMatchObject({ flops: 2 * 3 * 2 * 4 * 8, bytes: 3 * (8 + 4 + 4) * 4 });
  });

  it('have a share of its time by operations, and say so, where nobody measured them', () => {
    const rough = runsWith({});
    expect([isRough(nestedGraph(), rough), isRough(nestedGraph(), timed)]).toEqual([true, false]);
    const all = 12 + 2 * 192;
    expect(rowOf(rough, 'wide')).toMatchObject({ ms: (8 * 192) / all, estimated: true, state: 'estimated share' });
    expect(rowOf(timed, 'wide')?.estimated).toBeUndefined();
    expect(rowOf(runsWith({ finished: false }), 'wide')?.ms).toBeUndefined();
  });

  it('say in the inspector what they took of it', () => {
    const words = (more: Partial<Measured>, id: string) => lastRunWords(nestedGraph(), runsWith(more), id);
    expect(words({ inside: { sum: 0.001, wide: 2, narrow: 4 } }, 'sum')).toBe('1 µs in Repeat over time');
    expect(words({ inside: { wide: 2, narrow: 4 } }, 'sum')).toBe('no kernel of its own');
    expect(words({}, 'wide')).toBe('≈ 3.9 ms in Block');
    expect([words({}, 'loop'), words({}, 'rows'), words({}, 'text')]).toEqual([
      '8.0 ms on wasm',
      'kept from before',
      undefined,
    ]);
    expect(words({ finished: false }, 'loop')).toBe('on wasm, not timed');
    expect(lastRunWords(graphOf(3), runs, 'score')).toBe('inside Softmax');
  });

  it('stay under it when the rows are sorted, and go with it when it is folded', () => {
    const rows = profileRows(nestedGraph(), timed);
    const sorted = sortNested(rows, { by: 'ms', descending: true }).map(({ id }) => id);
    expect(sorted).toEqual(['loop', 'block', 'narrow', 'wide', 'sum', 'rows', 'text', 'start']);
    expect(unfolded(rows, new Set(['block'])).map(({ id }) => id)).not.toContain('narrow');
    expect(unfolded(rows, new Set(['loop'])).map(({ id }) => id)).toEqual(['text', 'start', 'rows', 'loop']);
  });

  it('are named by the estimate, too', () => {
    const rows = estimateRows(nestedGraph());
    const of = (id: string) => rows.find((row) => row.id === id);
    expect(of('sum')).toMatchObject({ depth: 1, within: 'loop', formula: 'T d', flops: 12 });
    expect(of('narrow')).toMatchObject({ depth: 2, within: 'block', formula: '64 T', bytes: 4 * (8 * 4 + 3 * 4) });
    expect(estimateOfAll(nestedGraph()).flops).toBe(12 + 2 * 192);
  });

  it('have a mark on the canvas if they are the slowest there', () => {
    expect([...slowest(nestedGraph(), timed)].map(([id, { text }]) => [id, text])).toEqual([
      ['loop', '80 %'],
      ['block', '60 %'],
      ['narrow', '40 %'],
      ['rows', '20 %'],
    ]);
    expect(slowest(nestedGraph(), runsWith({})).get('wide')?.text).toBe('≈ 39 %');
  });
});

describe('the estimate', () => {
  it('says operations as a polynomial, and what twice and four times the length would take', () => {
    const checked = graphOf(3);
    const rows = estimateRows(checked);
    expect(rows.map(({ label, growth, formula }) => [label, growthWords(growth), formula])).toEqual([
      ['Text', '–', '0'],
      ['Embedding', '–', '0'],
      ['Score', 'T²', '2 T² d'],
      ['Softmax', 'T²', '5 T²'],
    ]);
    const { flops, flops2, flops4 } = rows[3] ?? { flops: 0, flops2: 0, flops4: 0 };
    expect([flops, flops2, flops4]).toEqual([45, 180, 720]);
    expect(estimateOfAll(checked)).toMatchObject({ formula: '2 T² d + 5 T²', flops: 117 });
    expect([1, 2].map((times) => lengthWords(checked, times))).toEqual(['T = 3', 'T = 6']);
  });

  it('says how much longer the text may be before a node is refused', () => {
    expect(estimateRows(graphOf(3)).map(({ fits }) => fits)).toEqual([4, 4, 4, 4]);
    expect(estimateRows(graphOf(2500)).map(({ fits }) => fits)).toEqual([4, 4, 1, 1]);
  });
});

describe('the marks on the canvas', () => {
  it('are the slowest nodes, or those that grow faster than the text', () => {
    const checked = graphOf(3);
    expect([...slowest(checked, runs)].map(([id, { text }]) => [id, text])).toEqual([
      ['softmax', '75 %'],
      ['rows', '25 %'],
    ]);
    expect([...growing(checked).keys()]).toEqual(['score', 'softmax']);
  });

  it('are there while the panel is open, and are the same until something changes', () => {
    const [checked, view] = [graphOf(3), createViewStore()];
    const marks = () => profileMarks(checked, { nodes: runs }, view.getState());
    expect(marks().size).toBe(0);
    view.getState().showProfile('measured');
    expect([...marks().keys()]).toEqual(['softmax', 'rows']);
    expect(marks()).toBe(marks());
    view.getState().showProfile('estimate');
    expect([...marks().keys()]).toEqual(['score', 'softmax']);
    view.getState().togglePanel();
    expect(marks().size).toBe(0);
  });
});
