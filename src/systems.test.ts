// The systems on every backend that Node has.
import { createKernels } from './kernels/devices';
import { systemSuite } from './testing/systemChecks';

for (const backend of ['cpu', 'webasm'] as const) systemSuite(backend, () => createKernels(backend));
