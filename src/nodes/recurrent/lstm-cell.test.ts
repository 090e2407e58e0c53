// One step of a long short-term memory: known values, the cell of 1997, and biases that remember.
import { expect, it } from 'vitest';
import { problemOf } from '../../testing/nested';
import { linkNode, runNode } from '../../testing/nodeRun';
import { lstmCell } from './lstm-cell';

const one = (value: number) => ({ shape: [1, 1], data: [value] });
const inputs = { x: one(0.6), hidden: one(0.8), cell: one(-2) };
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Weights of one unit: columns in the order of the gates. */
function weightsOf(columns: readonly number[]) {
  const shape = [1, columns.length];
  const bias = (value: number) => ({ shape: [columns.length], data: columns.map(() => value) });
  return {
    weight_x: { shape, data: columns },
    weight_h: { shape, data: columns.map((w) => w / 2) },
    bias_x: bias(0.1),
    bias_h: bias(0.2),
  };
}

/** x Wx + bx + h Wh + bh of one gate. */
const reaches = (w: number): number => 0.6 * w + 0.1 + 0.8 * (w / 2) + 0.2;

const cases = [
  { era: 'today', forgetGate: true, columns: [0.5, 1, -1, 2], f: sigmoid(reaches(1)) },
  { era: '1997, whose cell state cannot fade', forgetGate: false, columns: [0.5, -1, 2], f: 1 },
];

it.each(cases)('of $era: c’ = f c + i g and h’ = o tanh(c’)', async ({ forgetGate, columns, f }) => {
  const weights = weightsOf(columns);
  const { hidden, cell, gates } = await runNode(lstmCell, { inputs, weights, params: { units: 1, forgetGate } });
  const expected = f * -2 + sigmoid(reaches(0.5)) * Math.tanh(reaches(-1));
  expect(cell?.data[0]).toBeCloseTo(expected, 6);
  expect(hidden?.data[0]).toBeCloseTo(sigmoid(reaches(2)) * Math.tanh(expected), 6);
  const open = [sigmoid(reaches(0.5)), ...(forgetGate ? [f] : []), sigmoid(reaches(2))];
  for (const [at, value] of open.entries()) expect(gates?.data[at]).toBeCloseTo(value, 6);
  expect(gates?.shape).toEqual([1, open.length]);
});

const chronoOf = (params: Readonly<Record<string, unknown>>) =>
  Object.values(
    linkNode(lstmCell, { inputs, params: { units: 1, memory: 'chrono', lag: 30, ...params } }).traced.weights,
  )
    .map(({ spec }) => spec.chrono)
    .filter((rule) => rule !== undefined);

it('starts to remember with its forget gate against its input gate', () => {
  expect(chronoOf({})).toEqual([
    { lag: 30, blocks: [-1, 1, 'drawn', 'drawn'] },
    { lag: 30, blocks: [0, 0, 0, 0] },
  ]);
});

it('has nothing to start without a forget gate, and then does not ask', () => {
  expect(chronoOf({ forgetGate: false })).toEqual([]);
  const asks = (params: object): boolean[] =>
    [lstmCell.params.memory, lstmCell.params.lag].map(({ when }) => when?.({ ...params }) ?? true);
  expect(asks({ forgetGate: false, memory: 'chrono' })).toEqual([false, false]);
  expect(asks({ forgetGate: true, memory: 'default' })).toEqual([true, false]);
  expect(asks({ forgetGate: true, memory: 'chrono' })).toEqual([true, true]);
});

it('names the states that do not fit', () => {
  expect(problemOf(lstmCell, { inputs, params: { units: 3 } }).message).toBe('hidden is d = 1 wide, but units is 3');
  const wide = { ...inputs, cell: { shape: [1, 2], data: [1, 2] } };
  const problem = problemOf(lstmCell, { inputs: wide, params: { units: 1 } });
  expect(problem.message).toBe('LSTM cell needs the same d in hidden and cell');
  expect(problem.about.ports).toEqual(['hidden', 'cell']);
});
