// Makes the device of a backend at once, where loading all of them costs nothing. Knows no op.
import { float64Kernels } from './float64';
import { gpuKernels } from './gpujs';
import type { Backend, Kernels } from './kernel';
import { wasmKernels } from './wasm';

/** Throws KernelError where the backend does not exist. `plain` leaves tuned kernels out. */
export function createKernels(backend: Backend, plain = false): Kernels {
  if (backend === 'float64') return float64Kernels();
  return backend === 'wasm' ? wasmKernels() : gpuKernels(backend, plain);
}
