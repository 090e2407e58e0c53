// PyTorch's reference modules, node types and optimizers on WebGL2 in a real browser.
import { createKernels } from './kernels/devices';
import { goldenSuite } from './testing/goldenChecks';
import { goldenNodeSuite } from './testing/goldenNodes';
import { optimizerSuite } from './testing/optimizerChecks';

const create = () => createKernels('webgl2');

goldenSuite('webgl2', create);
goldenNodeSuite('webgl2', create);
optimizerSuite('webgl2', create);
