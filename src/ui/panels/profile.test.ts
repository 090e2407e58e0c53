// What the Profile panel says: what the engine measured, what it could not, and what a run would cost.
import { describe, expect, it } from 'vitest';
import type { NodeRun } from '../../execution/executor';
import type { Measured } from '../../execution/measure';
import { createViewStore } from '../../store/viewStore';
import { check, node, wires } from '../../testing/build';
import { estimateOfAll, estimateRows, growthWords, lengthWords } from './estimateRows';
import { growing, profileMarks, slowest } from './profileMarks';
import { isUnmeasured, profileRows, totalsOf } from './profileRows';
import { nextSorting, sortRows } from './sorting';

const graphOf = (words: number) =>
  check({
    nodes: [
      node('text', 'text', { text: Array.from({ length: words }, (_, k) => `w${k}`).join(' ') }),
      node('rows', 'embedding', { width: 4 }),
      node('score', 'score'),
      node('softmax', 'softmax'),
    ],
    edges: wires(
      'text.tokens > rows.tokens',
      'rows.out > score.query',
      'rows.out > score.key',
      'score.scores > softmax.scores',
    ),
  });

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
