// Rows times columns.
import { expect, it } from 'vitest';
import { outputOf, problemOf } from '../../testing/nested';
import { matmul } from './matmul';

it('multiplies matrices', async () => {
  const a = [
    [1, 2],
    [3, 4],
  ];
  const b = [
    [5, 6, 0],
    [7, 8, 1],
  ];
  expect(await outputOf(matmul, { inputs: { a, b } })).toEqual([
    [19, 22, 2],
    [43, 50, 4],
  ]);
});

it('names the ports whose sizes clash', () => {
  const problem = problemOf(matmul, { inputs: { a: [[1, 2]], b: [[1], [2], [3]] } });
  expect(problem.message).toBe('Matmul needs the same k in a and b');
  expect(problem.about.ports).toEqual(['a', 'b']);
});
