// Gate biases by their formula, from the words that the scheme took.
import { expect, it } from 'vitest';
import { chrono } from './chrono';
import { draw } from './schemes';

const UNITS = 64;
const seeded = { scheme: 'torch-rnn', seed: 11, skip: 7 } as const;
const drawn = draw(seeded, [4 * UNITS], { units: UNITS });
const block = (cells: Float32Array, k: number): number[] => [...cells.subarray(k * UNITS, (k + 1) * UNITS)];

it('gives the forget gate log(1 + u (lag - 1)), u being what torch.rand draws there, and the input gate its negative', () => {
  const cells = chrono(drawn, seeded, { lag: 20, blocks: [-1, 1, 'drawn', 'drawn'] });
  const u = draw({ scheme: 'torch-rand', seed: 11, skip: 7 + UNITS }, [UNITS]);
  expect(block(cells, 1)).toEqual([...u].map((x) => Math.fround(Math.log(1 + x * 19))));
  expect(block(cells, 0)).toEqual(block(cells, 1).map((b) => -b));
});

it('keeps the scheme’s cells where it is told to', () => {
  const cells = chrono(drawn, seeded, { lag: 20, blocks: [-1, 1, 'drawn', 'drawn'] });
  expect([...cells.subarray(2 * UNITS)]).toEqual([...drawn.subarray(2 * UNITS)]);
});

it('reaches from 0 to log(lag), so that a gate forgets after 1 to lag steps', () => {
  const b = block(chrono(drawn, seeded, { lag: 20, blocks: ['drawn', 1, 'drawn', 'drawn'] }), 1);
  expect(Math.min(...b)).toBeGreaterThanOrEqual(0);
  expect(Math.min(...b)).toBeLessThan(0.5);
  expect(Math.max(...b)).toBeLessThan(Math.log(20));
  expect(Math.max(...b)).toBeGreaterThan(Math.log(15));
});

it('gives 0, never -0, where nothing is to be remembered', () => {
  expect([...chrono(drawn, seeded, { lag: 1, blocks: [-1, 1, 0, 0] })]).toEqual(new Array(4 * UNITS).fill(0));
});
