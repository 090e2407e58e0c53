// Exponentials in the arithmetic of float32, against those of the language.
import { expect, it } from 'vitest';
import { tensor } from '../tensor/tensor';
import { createKernels } from './devices';
import type { Buffer, LaunchedKernel } from './kernel';
import { inArithmetic } from './vectorMath';

const cellwise = (expression: string): LaunchedKernel => ({
  id: 'cellwise',
  plain: (launch, args, _attrs, [shape]) => [
    launch(`function(xs){const x=xs[this.thread.x];return ${expression};}`, args, shape ?? []),
  ],
  reference: () => [],
});

async function cells(expression: string, xs: readonly number[]): Promise<Float32Array> {
  const kernels = createKernels('webasm');
  const x = kernels.upload(tensor([xs.length], xs));
  const [y] = kernels.run(cellwise(expression), [x], {}, [[xs.length]]) as [Buffer];
  const read = await kernels.read(y);
  kernels.dispose();
  return read;
}

const between = (from: number, to: number, n: number): number[] =>
  Array.from({ length: n }, (_, i) => from + ((to - from) * i) / n);

it.each([
  ['exp', Math.exp, between(-87, 88, 40_001)],
  ['exp', Math.exp, between(-2, 2, 40_001)],
  ['tanh', Math.tanh, between(-16, 16, 40_001)],
  ['tanh', Math.tanh, between(-1e-3, 1e-3, 4001)],
])('%s has the digits of float32', async (name, exact, given) => {
  const xs = [...Float32Array.from(given)];
  const off = (await cells(`Math.${name}(x)`, xs)).map((y, i) => Math.abs(y / exact(xs[i] as number) - 1));
  expect(off.reduce((most, error) => Math.max(most, error), 0)).toBeLessThan(3e-7);
});

it('what is beyond float32 and what is no number', async () => {
  const xs = [-1e30, -100, Number.NaN, 200, 0];
  expect([...(await cells('Math.exp(x)', xs))]).toEqual([0, 0, Number.NaN, Number.POSITIVE_INFINITY, 1]);
  expect([...(await cells('Math.tanh(x)', xs))]).toEqual([-1, -1, Number.NaN, 1, 0]);
});

it('several calls in one statement, one inside of another', async () => {
  const [y] = await cells('Math.exp(Math.tanh(x+(1-0.5)))*Math.exp(-x)', [0.25]);
  expect(y).toBeCloseTo(Math.exp(Math.tanh(0.75)) * Math.exp(-0.25), 5);
  expect(inArithmetic('function(xs){return xs[this.thread.x];}')).toBe('function(xs){return xs[this.thread.x];}');
});
