// gpu.js on the processor: cells are typed arrays, kernels JavaScript (`cpu`) or WebAssembly (`webasm`).
import { GPU } from 'gpu.js';
import { CompileCache } from './compileCache';
import type { Device } from './device';
import { SharedMemory } from './sharedMemory';

/** Stands for an argument without cells: a vectorised kernel may read ahead of its loops and branches. */
const NOTHING = new Float32Array(1);

export function arrayDevice(backend: 'webasm' | 'cpu'): Device<Float32Array> {
  const gpu = new GPU({ mode: backend });
  const cache = new CompileCache(gpu);
  const memory = new SharedMemory();
  return {
    backend,
    isLost: () => false,
    upload: (cells) => cells,
    launch: (source, args, length) => {
      const inputs = args.map((arg) => (arg.length === 0 ? NOTHING : arg));
      const kinds = inputs.map((input) => String(input.length));
      return memory.during(() => cache.run(source, kinds, inputs, length)) as Float32Array;
    },
    read: (cells) => cells.slice(),
    release: () => {},
    compiled: () => ({ count: cache.compiled, ms: cache.compileMs }),
    dispose: () => {
      cache.clear();
      void gpu.destroy();
    },
  };
}
