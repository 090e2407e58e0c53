// Positions told to rows: known angles, distances, and widths that cannot be turned.
import { expect, it } from 'vitest';
import { outputOf, problemOf } from '../../testing/nested';
import { positionalEncoding } from './positional-encoding';

const zeros = (T: number, d: number) => Array.from({ length: T }, () => new Array<number>(d).fill(0));

it('adds sin(p) and cos(p) in the first two columns', async () => {
  const out = await outputOf(positionalEncoding, { inputs: { x: zeros(3, 2) } });
  expect(out).toEqual([
    [0, 1],
    [0.841471, 0.540302],
    [0.909297, -0.416147],
  ]);
});

it('turns a pair by its position, counterclockwise', async () => {
  const x = [
    [1, 0],
    [1, 0],
    [0, 1],
  ];
  const out = await outputOf(positionalEncoding, { inputs: { x }, params: { kind: 'rotary' } });
  expect(out).toEqual([
    [1, 0],
    [0.540302, 0.841471],
    [-0.909297, -0.416147],
  ]);
});

it('rotary: the second of two pairs turns slower by the root of the base', async () => {
  const x = [
    [0, 0, 0, 0],
    [0, 0, 1, 0],
  ];
  const out = await outputOf(positionalEncoding, { inputs: { x }, params: { kind: 'rotary', base: 100 } });
  expect(out).toEqual([
    [0, 0, 0, 0],
    [0, 0, 0.995004, 0.099833],
  ]);
});

it('rotary: dot products depend on distance alone', async () => {
  const same = Array.from({ length: 5 }, () => [0.3, -1, 2, 0.5]);
  const rows = (await outputOf(positionalEncoding, {
    inputs: { x: same },
    params: { kind: 'rotary' },
  })) as number[][];
  const dot = (i: number, j: number) =>
    (rows[i] as number[]).reduce((s, v, k) => s + v * ((rows[j] as number[])[k] as number), 0);
  expect(dot(0, 2)).toBeCloseTo(dot(1, 3), 5);
  expect(dot(0, 2)).toBeCloseTo(dot(2, 4), 5);
  expect(dot(0, 2)).not.toBeCloseTo(dot(0, 1), 2);
});

it('learned: adds the first rows of its table', async () => {
  const weights = {
    weight: [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
  };
  const x = [
    [10, 10],
    [20, 20],
  ];
  const out = await outputOf(positionalEncoding, {
    inputs: { x },
    params: { kind: 'learned', length: 3 },
    weights,
  });
  expect(out).toEqual([
    [11, 12],
    [23, 24],
  ]);
});

it('says that an odd width cannot be turned', () => {
  const problem = problemOf(positionalEncoding, { inputs: { x: zeros(2, 3) }, params: { kind: 'rotary' } });
  expect(problem.message).toBe('rotary turns pairs of numbers, so it needs an even width, not d = 3');
});

it('says that there are more rows than learned positions', () => {
  const params = { kind: 'learned', length: 4 };
  const problem = problemOf(positionalEncoding, { inputs: { x: zeros(5, 2) }, params });
  expect(problem.message).toBe('there are 4 learned positions, but x has T = 5 rows');
  expect(problem.about.advice).toBe('Set length to at least 5.');
});
