// Holds what a loop shows at a step to what its inside gave at that step.

import { describe, expect, it } from 'vitest';
import { portTensor } from '../../drawing/portTensor';
import { shownValue } from '../../drawing/shownValue';
import type { ShownValue } from '../../drawing/steps';
import { stepText } from '../../drawing/stepValue';
import { isMaskedAt, isNotYet, matrixOf } from '../../drawing/valueTensor';
import type { Graph } from '../../graph/graph';
import { check, node, ports, wires } from '../../testing/build';
import { loopOf as loopWith } from '../../testing/loopGraphs';
import { isReached, loopOf, statesOf } from './loop';
import { rowsByStep } from './rowsByStep';

/** Reads words, keeps a state, looks back at all words at each step. */
const decoder = (repeat: Record<string, unknown> = {}): Graph => ({
  nodes: [
    node('text', 'text', { text: 'drei und neunzig' }),
    node('embed', 'embedding', { width: 2 }),
    node('start', 'tensor', { values: [[1, 2]] }),
    ...loopWith({
      params: repeat,
      takes: ports(['x', 'sequence'], ['h', 'state'], ['all', 'constant']),
      inside: [node('sum', 'add'), node('score', 'score', { kind: 'dot' }), node('softmax', 'softmax')],
      gives: ports(['h', 'state'], ['rows', 'sequence']),
    }),
  ],
  edges: wires(
    'text.tokens > embed.tokens',
    'embed.out > loop.x',
    'embed.out > loop.all',
    'start.out > loop.h',
    'in.x > sum.a',
    'in.h > sum.b',
    'sum.out > score.query',
    'in.all > score.key',
    'score.scores > softmax.scores',
    'sum.out > out.h',
    'softmax.weights > out.rows',
  ),
});
const value = (shape: number[], from = 0): ShownValue => {
  const data = Float32Array.from({ length: shape.reduce((n, size) => n * size, 1) }, (_, at) => from + at);
  return { shape, data, key: 1 };
};
const values = {
  'embed.out': value([3, 2], 10),
  'start.out': value([1, 2], 50),
  'sum.out': value([3, 1, 2]),
  'score.scores': value([3, 1, 3]),
  'softmax.weights': { ...value([3, 1, 3]), data: Float32Array.of(0.5, 0.25, 0.25, 0, 1, 0, 0.2, 0.2, 0.6) },
};
const checked = check(decoder());

describe('a loop', () => {
  it('knows its steps, which one is chosen, and the word of each', () => {
    expect(checked.problems).toEqual([]);
    const loop = loopOf(checked, values, 'loop', { loop: 1 });
    expect(loop).toMatchObject({ count: 3, step: 1, unit: 'step', backward: false, words: ['drei', 'und', 'neunzig'] });
    expect(loop && stepText(loop)).toBe('step 2 of 3');
    expect(loopOf(checked, values, 'loop', {})?.step).toBe(2);
    expect(loopOf(checked, {}, 'loop', {})).toBeUndefined();
    expect(loopOf(checked, values, 'embed', {})).toBeUndefined();
  });

  it('has reached the steps that it took before, and a backward one those behind', () => {
    const reached = (backward: boolean) => [0, 1, 2].map((at) => isReached({ step: 1, backward }, at));
    expect(reached(false)).toEqual([true, true, false]);
    expect(reached(true)).toEqual([false, true, true]);
  });

  it('hands on states, with their norm at the chosen step', () => {
    const [state, ...others] = statesOf(checked, values, 'loop', { loop: 2 });
    expect(others).toEqual([]);
    expect([state?.name, ...(state?.data ?? [])]).toEqual(['h', 4, 5]);
    expect(state?.norm).toBeCloseTo(Math.hypot(4, 5), 6);
  });
});

describe('what enters a step', () => {
  const at = (name: string, loop: number, graph = checked) => [
    ...(shownValue(graph, values, `in.${name}`, { loop })?.data ?? []),
  ];

  it('is a slice of a sequence, all of a constant, and of a state what the step before left', () => {
    expect([at('x', 0), at('x', 2)]).toEqual([
      [10, 11],
      [14, 15],
    ]);
    expect(at('all', 1)).toEqual([10, 11, 12, 13, 14, 15]);
    expect([at('h', 0), at('h', 1), at('h', 2)]).toEqual([
      [50, 51],
      [0, 1],
      [2, 3],
    ]);
  });

  it('is handed on from behind in a backward loop', () => {
    const backward = check(decoder({ direction: 'backward' }));
    expect([at('h', 2, backward), at('h', 1, backward)]).toEqual([
      [50, 51],
      [4, 5],
    ]);
  });

  it('is the same object for the same step', () => {
    const read = () => shownValue(checked, values, 'in.x', { loop: 1 });
    expect(read()).toBe(read());
  });
});

describe('what a loop fills row by row', () => {
  it('is one matrix whose later rows are not there yet', () => {
    expect(portTensor(checked, values, 'softmax.weights', { loop: 1 })?.shape).toEqual([1, 3]);
    const alignment = rowsByStep(checked, values, 'softmax.weights', { loop: 1 });
    const view = matrixOf(alignment?.tensor ?? { shape: [], data: new Float32Array(1), kind: 'signed' });
    expect(view.rowWords).toEqual(['drei', 'und', 'neunzig']);
    expect([...view.data]).toEqual([0.5, 0.25, 0.25, 0, 1, 0, 0, 0, 0]);
    expect([0, 5, 6, 8].map((index) => isNotYet(view, index))).toEqual([false, false, true, true]);
    expect(isMaskedAt(view, 0)).toBe(false);
  });

  it('stays the same while nothing changes, and is full at the last step', () => {
    const read = (loop: number) => rowsByStep(checked, values, 'softmax.weights', { loop });
    expect(read(2)).toBe(read(2));
    expect(read(2)?.tensor.masked?.some(Boolean)).toBe(false);
  });

  it('is made of any numbers, and only inside of a loop', () => {
    expect([...(rowsByStep(checked, values, 'sum.out', { loop: 1 })?.tensor.data ?? [])]).toEqual([0, 1, 2, 3, 0, 0]);
    expect(rowsByStep(checked, values, 'embed.out', {})).toBeUndefined();
  });
});
