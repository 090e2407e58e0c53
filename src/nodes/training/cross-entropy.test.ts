// Surprise in nats: known values, what does not count, and targets that cannot be.
import { describe, expect, it } from 'vitest';
import { ids, outputOf, problemOf } from '../../testing/nested';
import { crossEntropy } from './cross-entropy';

const even = [0, 0, 0, 0];
const sure = [0, 0, Math.log(7), 0];

it('is log V for logits that prefer nothing', async () => {
  const out = await outputOf(crossEntropy, { inputs: { logits: [even], target: ids([1], 4) } });
  expect(out).toBe(1.386294);
});

it('is the mean over positions', async () => {
  const inputs = { logits: [even, sure], target: ids([3, 2], 4) };
  expect(await outputOf(crossEntropy, { inputs })).toBe(0.871485);
});

it('bears logits that would overflow', async () => {
  const inputs = { logits: [[10_000, 0, Number.NEGATIVE_INFINITY]], target: ids([0], 3) };
  expect(await outputOf(crossEntropy, { inputs })).toBe(0);
});

describe('does not count', () => {
  it('ignored ids', async () => {
    const inputs = { logits: [even, sure], target: [-100, 2] };
    expect(await outputOf(crossEntropy, { inputs })).toBe(0.356675);
    expect(await outputOf(crossEntropy, { inputs: { ...inputs, target: [1, 2] }, params: { ignore: 2 } })).toBe(
      1.386294,
    );
  });

  it('positions that are padding', async () => {
    const inputs = { logits: [even, sure], target: ids([3, 2], 4), valid: [0, 1] };
    expect(await outputOf(crossEntropy, { inputs })).toBe(0.356675);
  });

  it('anything, and is 0 then', async () => {
    const inputs = { logits: [even, sure], target: ids([3, 2], 4), valid: [0, 0] };
    expect(await outputOf(crossEntropy, { inputs })).toBe(0);
  });
});

it('counts every example of a batch that shares one target', async () => {
  const inputs = { logits: [[even], [even], [sure]], target: ids([[2]], 4) };
  expect(await outputOf(crossEntropy, { inputs })).toBe(1.043088);
});

it('is not a number for an id without a column', async () => {
  expect(await outputOf(crossEntropy, { inputs: { logits: [even], target: [4] } })).toBeNaN();
});

it('needs one column for each word', () => {
  const problem = problemOf(crossEntropy, { inputs: { logits: [even], target: ids([1], 7) } });
  expect(problem.message).toBe('Cross entropy needs one column for each word of the target');
  expect(problem.about.clash).toEqual(['V', 7]);
});
