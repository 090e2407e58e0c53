// One step of a plain recurrent cell: known values and widths that clash.
import { expect, it } from 'vitest';
import { outputOf, problemOf } from '../../testing/nested';
import { linkNode } from '../../testing/nodeRun';
import { rnnCell } from './rnn-cell';

const weights = {
  weight_x: [
    [1, 0],
    [0, -1],
  ],
  weight_h: [
    [0.5, 0],
    [0, 0.5],
  ],
  bias_x: [0.1, 0.2],
  bias_h: [0.2, 0.1],
};
const inputs = { x: [[0.4, 2]], hidden: [[0.2, -0.4]] };

// x Wx + bx + h Wh + bh = [0.4 + 0.1 + 0.1 + 0.2, -2 + 0.2 - 0.2 + 0.1]
it.each([
  ['tanh', [[0.664037, -0.956237]]],
  ['relu', [[0.8, 0]]],
])('is %s of what the input and the state give', async (activation, expected) => {
  expect(await outputOf(rnnCell, { inputs, weights, params: { units: 2, activation } })).toEqual(expected);
});

it('keeps weights as x W with biases for the input and for the state, drawn as PyTorch draws them', () => {
  const row = (width: number) => ({ shape: [1, width], data: new Array<number>(width).fill(0) });
  const { traced, feeds } = linkNode(rnnCell, { inputs: { x: row(3), hidden: row(2) }, params: { units: 2 } });
  expect(
    Object.entries(traced.weights).map(([name, { spec }]) => [
      name,
      feeds[`weight:${name}`]?.shape,
      spec.init,
      spec.fan,
    ]),
  ).toEqual([
    ['weight_x', [3, 2], 'torch-rnn', { units: 2 }],
    ['weight_h', [2, 2], 'torch-rnn', { units: 2 }],
    ['bias_x', [2], 'torch-rnn', { units: 2 }],
    ['bias_h', [2], 'torch-rnn', { units: 2 }],
  ]);
});

it('says that the state is not as wide as units', () => {
  const problem = problemOf(rnnCell, { inputs, params: { units: 5 } });
  expect(problem.message).toBe('hidden is d = 2 wide, but units is 5');
  expect(problem.about).toMatchObject({ ports: ['hidden'], param: 'units', clash: ['d', 5], code: 'shape' });
});

it('says that x and the state have different numbers of rows', () => {
  const problem = problemOf(rnnCell, {
    inputs: {
      x: [[1], [2]],
      hidden: [
        [1, 1],
        [1, 1],
        [1, 1],
      ],
    },
    params: { units: 2 },
  });
  expect(problem.message).toBe('RNN cell needs the same T in x and hidden');
});
