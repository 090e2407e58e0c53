// Single node types against PyTorch on every backend that Node has.
import { createKernels } from '../kernels/devices';
import { goldenNodeSuite } from '../testing/goldenNodes';

for (const backend of ['float64', 'wasm', 'cpu', 'webasm'] as const) {
  goldenNodeSuite(backend, () => createKernels(backend));
}
