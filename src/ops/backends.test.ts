// Every op on the backends that Node has.
import { afterAll, describe, expect, it } from 'vitest';
import { createKernels } from '../kernels/devices';
import { PROPERTY_RUNS } from '../testing/counts';
import { edgeChecks, randomChecks, sourceChecks } from '../testing/opChecks';

describe.each(['wasm', 'cpu', 'webasm'] as const)('on %s', (backend) => {
  const kernels = createKernels(backend);

  for (const { name, run } of [
    ...randomChecks(PROPERTY_RUNS),
    ...edgeChecks,
    ...(backend === 'wasm' ? [] : sourceChecks),
  ]) {
    it(name, { timeout: 120_000 }, () => run(kernels));
  }

  afterAll(() => {
    expect(kernels.stats().live).toBe(0);
    kernels.dispose();
  });
});
