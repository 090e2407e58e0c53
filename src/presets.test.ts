// The presets' numbers on every backend that Node has.
import { createKernels } from './kernels/devices';
import { presetSuite } from './testing/presetChecks';

for (const backend of ['float64', 'wasm', 'cpu', 'webasm'] as const) presetSuite(backend, () => createKernels(backend));
