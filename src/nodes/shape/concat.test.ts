// Joined in order, and what cannot be joined.
import { expect, it } from 'vitest';
import { given, ids, outputOf, problemOf } from '../../testing/nested';
import { linkNode } from '../../testing/nodeRun';
import { concat } from './concat';

const a = given([
  [1, 2],
  [3, 4],
]);
const b = given([[5], [6]]);

it('puts rows side by side in the order they are wired', async () => {
  expect(await outputOf(concat, { inputs: { inputs: [b, a] } })).toEqual([
    [5, 1, 2],
    [6, 3, 4],
  ]);
});

it('puts rows below one another along axis 0', async () => {
  expect(await outputOf(concat, { inputs: { inputs: [a, given([[7, 8]])] }, params: { axis: 0 } })).toEqual([
    [1, 2],
    [3, 4],
    [7, 8],
  ]);
});

it('is as long as all of them, in symbols', () => {
  const { traced } = linkNode(concat, { inputs: { inputs: [given([1, 2, 3]), given([4, 5])] } });
  expect(traced.outputs.out?.dims).toEqual(['n2_ + n3_']);
});

it('names the sizes that clash', () => {
  const problem = problemOf(concat, { inputs: { inputs: [a, given([[1, 1]])] } });
  expect(problem.message).toBe('Concat cannot join n2_ × n2_ and 1 × n2_: n2_ is not 1');
  expect(problem.about).toMatchObject({ ports: ['inputs'], clash: ['n2_', 1], code: 'shape' });
});

it('needs equally many axes', () => {
  const problem = problemOf(concat, { inputs: { inputs: [a, given([1, 2])] } });
  expect(problem.message).toBe('Concat needs equally many axes: n2_ × n2_ and n2_ differ');
  expect(problem.about.advice).toBe('Insert Expand where an axis is missing.');
});

it.each([2, -3])('has no axis %d of two', (axis) => {
  const problem = problemOf(concat, { inputs: { inputs: [a] }, params: { axis } });
  expect(problem.message).toBe(`there is no axis ${axis}: inputs is n2_ × n2_`);
  expect(problem.about).toMatchObject({ param: 'axis', advice: 'Give an axis from -2 to 1.' });
});

it('cannot join single numbers', () => {
  expect(problemOf(concat, { inputs: { inputs: [given(1)] } }).about.advice).toBe('A single number has no axes.');
});

it('asks for something to join', () => {
  expect(problemOf(concat, { inputs: {} }).message).toBe('nothing is wired to inputs');
});

it('joins tokens of one vocabulary only', () => {
  const joined = linkNode(concat, { inputs: { inputs: [ids([0, 1], 5), ids([4], 5)] } }).traced.outputs.out;
  expect(joined).toMatchObject({ dtype: 'int', below: 5 });
  const sentence = 'Concat joins tokens only with tokens of the same vocabulary';
  expect(problemOf(concat, { inputs: { inputs: [ids([0, 1], 5), ids([4], 7)] } }).message).toBe(sentence);
  expect(problemOf(concat, { inputs: { inputs: [ids([0, 1], 5), given([4])] } }).message).toBe(sentence);
});
