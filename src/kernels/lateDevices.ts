// Makes the device of a backend in the browser: gpu.js, most of the engine's bytes, is fetched with the first one that needs it.
import type { DeviceBackend } from './available';
import { KernelError, type Kernels } from './kernel';
import { wasmKernels } from './wasm';

/** Rejects with KernelError where the backend does not exist or cannot be fetched. */
export async function loadKernels(backend: DeviceBackend): Promise<Kernels> {
  if (backend === 'wasm') return wasmKernels();
  const { gpuKernels } = await import('./gpujs').catch(() => {
    throw new KernelError(`${backend} cannot start: its part of the application could not be loaded`, 'start', backend);
  });
  return gpuKernels(backend);
}
