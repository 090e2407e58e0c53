// Every optimizer against PyTorch's on every backend that Node has.
import { createKernels } from '../kernels/devices';
import { optimizerSuite } from '../testing/optimizerChecks';

for (const backend of ['wasm', 'cpu', 'webasm', 'float64'] as const) {
  optimizerSuite(backend, () => createKernels(backend));
}
