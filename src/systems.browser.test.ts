// The systems on WebGL2 in a real browser.
import { createKernels } from './kernels/devices';
import { systemSuite } from './testing/systemChecks';

systemSuite('webgl2', () => createKernels('webgl2'));
