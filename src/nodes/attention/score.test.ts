// Queries against keys: known products and widths that clash.
import { expect, it } from 'vitest';
import { outputOf, problemOf } from '../../testing/nested';
import { score } from './score';

const query = [
  [1, 0, 2, 1],
  [0, 1, 0, 0],
];
const key = [
  [1, 1, 1, 1],
  [2, 0, 0, 0],
  [0, 4, 0, 2],
];

it.each([
  [
    'dot',
    [
      [4, 2, 2],
      [1, 0, 4],
    ],
  ],
  [
    'scaled-dot',
    [
      [2, 1, 1],
      [0.5, 0, 2],
    ],
  ],
])('%s', async (kind, expected) => {
  expect(await outputOf(score, { inputs: { query, key }, params: { kind } })).toEqual(expected);
});

it('general puts a matrix between rows of different widths', async () => {
  const out = await outputOf(score, {
    inputs: { query: [[1, 2]], key: [[1, 0, 1]] },
    params: { kind: 'general' },
    weights: {
      weight: [
        [1, 2, 3],
        [4, 5, 6],
      ],
    },
  });
  expect(out).toEqual([[24]]);
});

it('additive is v tanh(q Wq + k Wk)', async () => {
  const out = await outputOf(score, {
    inputs: { query: [[1]], key: [[1], [-1]] },
    params: { kind: 'additive', units: 2 },
    weights: { weight_query: [[0.5, 0]], weight_key: [[0.5, 1]], v: [2, 1] },
  });
  // 2 tanh(1) + tanh(1), and 2 tanh(0) + tanh(-1)
  expect(out).toEqual([[2.284782, -0.761594]]);
});

it('names the widths that clash', () => {
  const problem = problemOf(score, { inputs: { query: [[1, 2]], key: [[1, 2, 3]] } });
  expect(problem.message).toBe('Score needs rows of equal width');
  expect(problem.about).toMatchObject({ ports: ['query', 'key'], clash: ['d', 'e'] });
});
