// PyTorch's reference modules as graphs, on every backend that Node has.
import { createKernels } from './kernels/devices';
import { goldenSuite } from './testing/goldenChecks';

for (const backend of ['float64', 'wasm', 'cpu', 'webasm'] as const) goldenSuite(backend, () => createKernels(backend));
