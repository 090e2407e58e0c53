// Products in parts: the same cells, from smaller launches.
import { expect, it } from 'vitest';
import { float64Kernels } from '../kernels/float64';
import type { Apply, Routine } from '../kernels/kernel';
import { Ops } from '../ops/ops';
import { Tracer } from '../ops/tracer';
import { walk } from '../ops/walk';
import { count, float, type Tensor, tensor } from '../tensor/tensor';
import { filled } from '../testing/opCases';
import { cut } from './cut';
import { lower } from './lower';

function product(a: readonly number[], b: readonly number[]): Routine {
  const tracer = new Tracer();
  const [x, y] = [tracer.input('a', float(a)), tracer.input('b', float(b))];
  return lower(tracer.finish({ out: new Ops(tracer).matmul(x, y) }), {});
}

async function run(routine: Routine, inputs: readonly Tensor[]): Promise<Tensor> {
  const kernels = float64Kernels();
  const walking = walk(
    kernels,
    routine,
    inputs.map((input) => kernels.upload(input)),
  );
  let step = walking.next();
  while (!step.done) step = walking.next();
  const [out] = step.value;
  return out ? tensor(out.shape, await kernels.read(out)) : tensor([0], []);
}

it.each([
  ['rows', [7, 3], [3, 5]],
  ['a square, whose sides are alike', [5, 5], [5, 5]],
  ['a batch', [4, 3, 2], [4, 2, 6]],
  ['a batch over one matrix', [6, 3, 2], [2, 5]],
  ['one matrix over a batch', [3, 2], [6, 2, 5]],
  ['a batch of one', [1, 7, 3], [1, 3, 5]],
  ['batches of large matrices', [2, 9, 4], [2, 4, 5]],
  ['a batch that repeats', [2, 1, 3, 2], [4, 2, 5]],
] as const)('cuts %s', async (_what, a, b) => {
  const whole = product(a, b);
  const parts = cut(whole, 60);
  const products = parts.instructions.filter((i) => (i as Apply).kernel.id === 'matmul');
  expect(products.length).toBeGreaterThan(1);
  for (const { shapes } of products as Apply[]) expect(2 * count(shapes[0] ?? []) * (a.at(-1) ?? 0)).toBeLessThan(61);
  const inputs = [filled(a, 1), filled(b, 2)];
  expect(await run(parts, inputs)).toEqual(await run(whole, inputs));
});

it('leaves small products as they are', () => {
  const whole = product([7, 3], [3, 5]);
  expect(cut(whole, 1000).instructions).toEqual(whole.instructions);
});
