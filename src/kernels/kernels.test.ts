// What Node's backends and the oracle promise about buffers.
import { describe, expect, it } from 'vitest';
import { kernelChecks, launchChecks } from '../testing/kernelChecks';
import { createKernels } from './devices';

describe.each(['float64', 'wasm', 'cpu', 'webasm'] as const)('on %s', (backend) => {
  for (const { name, run } of backend === 'float64' || backend === 'wasm'
    ? kernelChecks
    : [...kernelChecks, ...launchChecks]) {
    it(name, async () => {
      const kernels = createKernels(backend);
      await run(kernels);
      kernels.dispose();
    });
  }
});

it('a backend that is not here says so', () => {
  expect(() => createKernels('webgl2')).toThrow(
    'webgl2 cannot start: WebGL2 with float textures is not available here',
  );
});
