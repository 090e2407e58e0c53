// Every op on WebGL2, in a real browser.
import { afterAll, expect, it } from 'vitest';
import { gpuKernels } from '../kernels/gpujs';
import { PROPERTY_RUNS } from '../testing/counts';
import { edgeChecks, randomChecks, sourceChecks } from '../testing/opChecks';

const kernels = gpuKernels('webgl2');
/** A shader takes a hundred times as long to compile as the same kernel on the processor. */
const runs = Math.ceil(PROPERTY_RUNS / 10);

for (const { name, run } of [...randomChecks(runs), ...edgeChecks, ...sourceChecks]) {
  it(name, { timeout: 120_000 }, () => run(kernels));
}

afterAll(() => {
  expect(kernels.stats().live).toBe(0);
  kernels.dispose();
});
