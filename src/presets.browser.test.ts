// The presets' numbers on WebGL2 in a real browser.
import { createKernels } from './kernels/devices';
import { presetSuite } from './testing/presetChecks';

presetSuite('webgl2', () => createKernels('webgl2'));
