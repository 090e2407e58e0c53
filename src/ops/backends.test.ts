// Every op on the backends that Node has.
import { afterAll, describe, expect, it } from 'vitest';
import { gpuKernels } from '../kernels/gpujs';
import { PROPERTY_RUNS } from '../testing/counts';
import { edgeChecks, randomChecks } from '../testing/opChecks';

describe.each(['cpu', 'webasm'] as const)('on %s', (backend) => {
  const kernels = gpuKernels(backend);

  for (const { name, run } of [...randomChecks(PROPERTY_RUNS), ...edgeChecks]) {
    it(name, { timeout: 120_000 }, () => run(kernels));
  }

  afterAll(() => {
    expect(kernels.stats().live).toBe(0);
    kernels.dispose();
  });
});
