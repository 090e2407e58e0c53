// Attention and products in parts: the same cells, from smaller launches, of which none reads more than it needs.
import { expect, it } from 'vitest';
import { float64Kernels } from '../kernels/float64';
import type { Apply, OpKernel, Routine, Shape } from '../kernels/kernel';
import { attend } from '../ops/attend';
import type { Op } from '../ops/op';
import { Ops } from '../ops/ops';
import { Tracer } from '../ops/tracer';
import { walk } from '../ops/walk';
import { count, float, type Tensor, tensor } from '../tensor/tensor';
import { filled } from '../testing/opCases';
import { assertSame } from '../testing/oracle';
import { lower } from './lower';
import { inTiles } from './tiles';

function product(a: Shape, b: Shape): Routine {
  const tracer = new Tracer();
  const [x, y] = [tracer.input('a', float([...a])), tracer.input('b', float([...b]))];
  return lower(tracer.finish({ out: new Ops(tracer).matmul(x, y) }), {});
}

function attention(shapes: readonly Shape[], ahead?: number): Routine {
  const tracer = new Tracer();
  const inputs = shapes.map((shape, i) => tracer.input(`x${i}`, float([...shape])));
  const [out] = tracer.apply(attend as unknown as Op, inputs, ahead === undefined ? {} : { ahead });
  return lower(tracer.finish({ out: out as never }), {});
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

const partsOf = (routine: Routine, id: string): Apply[] =>
  (routine.instructions as readonly Apply[]).filter(({ kernel }) => kernel.id === id);

const rowsOf = (shape: Shape): number => count(shape.slice(0, -1));

/** A device whose tuned kernels take values of so many rows. */
const rows = (most: number) => ({
  tunes: (_kernel: OpKernel, args: readonly Shape[], out: Shape) =>
    [out, ...args].every((shape) => rowsOf(shape) <= most),
});

it.each([
  ['rows', [7, 3], [3, 5], 3],
  ['a batch', [4, 3, 2], [4, 2, 6], 6],
  ['a batch over one matrix', [6, 3, 2], [2, 5], 4],
  ['one matrix over a batch', [3, 2], [6, 2, 5], 5],
  ['a batch of one', [1, 7, 3], [1, 3, 5], 3],
  ['batches of batches', [2, 3, 4, 2], [2, 3, 2, 5], 8],
  ['a batch that repeats', [2, 1, 3, 2], [4, 2, 5], 8],
] as const)('products whose values have too many rows for tuned kernels are cut: %s', async (_what, a, b, most) => {
  const whole = product(a, b);
  const parts = inTiles(whole, rows(most), { scores: 0, terms: 5 });
  const products = partsOf(parts, 'matmul');
  expect(products.length).toBeGreaterThan(1);
  for (const { args, shapes } of products)
    for (const shape of [...args.map((slot) => parts.shapes[slot] as Shape), ...shapes])
      expect(rowsOf(shape)).toBeLessThanOrEqual(most);
  const inputs = [filled(a, 1), filled(b, 2)];
  expect(await run(parts, inputs)).toEqual(await run(whole, inputs));
});

it('leaves products as they are that are small, that fit, of which no part fits, and where nothing is tuned', () => {
  const whole = product([7, 3], [3, 5]);
  for (const as of [
    inTiles(whole, rows(3), { scores: 0, terms: 105 }),
    inTiles(whole, rows(7), { scores: 0, terms: 0 }),
    inTiles(whole, rows(2), { scores: 0, terms: 0 }),
    inTiles(whole, {}, { scores: 0, terms: 0 }),
  ])
    expect(as.instructions).toEqual(whole.instructions);
});

const flags = (u: number): number => (u < 0.4 ? 0 : 1);

it.each([
  ['one matrix', [[13, 3], [11, 3], [11, 2], []], undefined, 22],
  ['heads', [[4, 5, 3], [4, 6, 3], [4, 6, 2], []], undefined, 60],
  ['heads in tiles', [[3, 9, 3], [3, 7, 3], [3, 7, 2], []], undefined, 21],
  ['keys and values that all heads share', [[4, 5, 3], [6, 3], [6, 2], []], undefined, 30],
  ['a causal one', [[2, 9, 3], [2, 9, 3], [2, 9, 2], []], 0, 20],
  ['a causal one with fewer queries than keys', [[5, 3], [12, 3], [12, 2], []], 7, 24],
  ['a causal one whose first queries see nothing', [[9, 3], [6, 3], [6, 2], []], -3, 12],
  ['a mask of cells', [[2, 7, 3], [2, 7, 3], [2, 7, 2], [], [2, 7, 7]], undefined, 14],
  ['a causal one with a mask of all heads', [[2, 8, 3], [2, 8, 3], [2, 8, 2], [], [8, 8]], 0, 16],
  ['a mask of keys', [[2, 8, 3], [2, 8, 3], [2, 8, 2], [], [2, 1, 8]], 1, 16],
  ['a mask of queries', [[2, 8, 3], [2, 5, 3], [2, 5, 2], [], [8, 1]], undefined, 15],
] as const)('attention writes down few scores at once: %s', async (_what, shapes, ahead, scores) => {
  const whole = attention(shapes, ahead);
  const parts = inTiles(whole, {}, { scores, terms: 0 });
  const attentions = partsOf(parts, 'attend');
  expect(attentions.length).toBeGreaterThan(1);
  for (const {
    args,
    shapes: [out],
  } of attentions) {
    const keys = parts.shapes[args[1] as number]?.at(-2) as number;
    expect(rowsOf(out as Shape) * keys).toBeLessThanOrEqual(scores);
  }
  const inputs = shapes.map((shape, k) => filled(shape, k, k === 4 ? flags : undefined));
  assertSame('tiles', await run(parts, inputs), await run(whole, inputs));
});

it('tiles of causal attention read no more keys than they see, in quarters', () => {
  const parts = inTiles(attention([[16, 3], [16, 3], [16, 2], []], 0), {}, { scores: 32, terms: 0 });
  expect(partsOf(parts, 'attend').map(({ args }) => parts.shapes[args[1] as number]?.[0])).toEqual([
    4, 4, 8, 8, 12, 12, 16, 16,
  ]);
});

it('attention for which a kernel is tuned is cut only as far as that takes its rows', () => {
  const whole = attention([[8, 6, 3], [8, 6, 3], [8, 6, 2], []], 0);
  const most = { scores: 0, terms: 0 };
  expect(partsOf(inTiles(whole, rows(12), most), 'attend').map(({ shapes }) => shapes[0])).toEqual(
    new Array(4).fill([2, 6, 2]),
  );
  expect(inTiles(whole, rows(48), most).instructions).toEqual(whole.instructions);
});
