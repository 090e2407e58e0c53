// The oracle keeps what float32 would lose.
import { expect, it } from 'vitest';
import { float64Kernels } from './float64';

it('keeps all digits of what is uploaded for central differences', () => {
  const kernels = float64Kernels();
  const buffer = kernels.upload64([2], [1 + 1e-12, 0.1]);
  expect([...kernels.read64(buffer)]).toEqual([1 + 1e-12, 0.1]);
});

it('refuses a reference that gives another number of cells than the shape has', () => {
  const kernels = float64Kernels();
  const short = { id: 'short', plain: () => [], reference: () => [[1, 2]] };
  expect(() => kernels.run(short, [], {}, [[3]])).toThrow('short gave 2 cells for the shape [3]');
});
