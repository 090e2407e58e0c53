// Every op on WebGL2, in a real browser: by tuned kernels where there are any, and by the plain ones alone.
import { afterAll, describe, expect, it } from 'vitest';
import { gpuKernels } from '../kernels/gpujs';
import { PROPERTY_RUNS } from '../testing/counts';
import { edgeChecks, randomChecks } from '../testing/opChecks';

/** A shader takes a hundred times as long to compile as the same kernel on the processor. */
const runs = Math.ceil(PROPERTY_RUNS / 10);

describe.each([
  { name: 'tuned', plain: false, runs },
  // Each shape is a program of its own here.
  { name: 'plain', plain: true, runs: Math.ceil(runs / 3) },
])('$name kernels', ({ plain, runs: times }) => {
  const kernels = gpuKernels('webgl2', plain);

  for (const { name, run } of [...randomChecks(times), ...edgeChecks]) {
    it(name, { timeout: 120_000 }, () => run(kernels));
  }

  it(plain ? 'none of them was tuned' : 'many of them were tuned', () => {
    const { tuned, launches } = kernels.stats();
    if (plain) expect(tuned).toBe(0);
    else expect(tuned).toBeGreaterThan(launches / 3);
  });

  afterAll(() => {
    expect(kernels.stats().live).toBe(0);
    kernels.dispose();
  });
});
