// gpu.js on WebAssembly in a browser, whose address space holds about 120 memories.
import { expect, it } from 'vitest';
import { tensor } from '../tensor/tensor';
import { createKernels } from './devices';
import type { Buffer, LaunchedKernel } from './kernel';

const plus = (n: number): LaunchedKernel => ({
  id: 'plus',
  plain: (launch, args, _attrs, [shape]) => [launch(`function(xs){return xs[this.thread.x]+${n};}`, args, shape ?? [])],
  reference: () => [],
});

it('keeps more kernels compiled than a browser has memories, of small and large cells in turn', async () => {
  const kernels = createKernels('webasm');
  const first = (buffer: Buffer) => kernels.read(buffer).then(({ 0: cell }) => cell);
  const sizes = [3, 40_000].map((length) => kernels.upload(tensor([length], new Float32Array(length).fill(0.5))));
  for (let round = 0; round < 2; round++) {
    for (let n = 0; n < 150; n++) {
      const x = sizes[n % 2] as Buffer;
      const [y] = kernels.run(plus(n), [x], {}, [x.shape]) as [Buffer];
      expect(await first(y)).toBe(n + 0.5);
      kernels.free(y);
    }
  }
  expect(kernels.stats().compiled).toBe(150);
  kernels.dispose();
});
