// What the module exports: every address and stride is in bytes, every other size in cells. AssemblyScript.
export { attend } from './attend';
export { copy, gather, scatterAdd } from './cells';
export { erf4, exp4, log4, sigmoid4, tanh4 } from './functions';
export { matmul } from './matmul';
export { argmax, max, softmax, sum } from './rows';
