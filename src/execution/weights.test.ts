// What numbers a weight starts with: its scheme, its node's rule for biases, or the graph's own cells.
import { expect, test } from 'vitest';
import type { Graph } from '../graph/graph';
import { check, node, wires } from '../testing/build';
import { weightTensor } from './weights';

const UNITS = 4;
const zeros = (width: number): number[][] => [new Array<number>(width).fill(0)];

/** Cells of one weight of an LSTM cell that remembers for 20 steps. */
function cellsOf(own: string, memory: string, weights: Graph['weights'] = {}): number[] {
  const checked = check({
    nodes: [
      node('x', 'tensor', { values: zeros(3) }),
      node('start', 'tensor', { values: zeros(UNITS) }),
      node('cell', 'lstm-cell', { units: UNITS, memory, lag: 20 }),
    ],
    edges: wires('x.out > cell.x', 'start.out > cell.hidden', 'start.out > cell.cell'),
    weights,
  });
  expect(checked.problems).toEqual([]);
  const weight = checked.nodes.get('cell')?.traced?.weights[own];
  if (!weight) throw new Error(`the cell has no ${own}`);
  return [...weightTensor(checked.graph, `cell.${own}`, weight, checked.sizes).data];
}

test('a cell that remembers opens its forget gate, closes its input gate and draws the rest as ever', () => {
  const [plain, lasting] = [cellsOf('bias_x', 'default'), cellsOf('bias_x', 'chrono')];
  const [input, forget] = [lasting.slice(0, UNITS), lasting.slice(UNITS, 2 * UNITS)];
  expect(Math.min(...forget)).toBeGreaterThan(0);
  expect(Math.max(...forget)).toBeLessThan(Math.log(20));
  expect(input).toEqual(forget.map((b) => -b));
  expect(lasting.slice(2 * UNITS)).toEqual(plain.slice(2 * UNITS));
  expect(cellsOf('bias_h', 'chrono')).toEqual(new Array(4 * UNITS).fill(0));
  expect(cellsOf('weight_h', 'chrono')).toEqual(cellsOf('weight_h', 'default'));
});

test('an entry with a seed still remembers, and explicit cells stay', () => {
  const seeded = cellsOf('bias_x', 'chrono', { 'cell.bias_x': { scheme: 'torch-rnn', seed: 5, skip: 3 } });
  expect(seeded).not.toEqual(cellsOf('bias_x', 'chrono'));
  expect(seeded[0]).toBe(-(seeded[UNITS] as number));
  const data = Array.from({ length: 4 * UNITS }, (_, k) => k);
  expect(cellsOf('bias_x', 'chrono', { 'cell.bias_x': { shape: [4 * UNITS], data } })).toEqual(data);
});
