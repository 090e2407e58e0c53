// PyTorch's reference modules as graphs, on WebGL2 in a real browser.
import { createKernels } from './kernels/devices';
import { goldenSuite } from './testing/goldenChecks';

goldenSuite('webgl2', () => createKernels('webgl2'));
