// gpu.js on the processor: cells are typed arrays, kernels JavaScript (`cpu`) or WebAssembly (`webasm`).
import { GPU } from 'gpu.js';
import { CompileCache } from './compileCache';
import type { Device } from './device';
import { inPieces, type RunSource } from './pieces';
import { SharedMemory } from './sharedMemory';

/** Stands for an argument without cells: a vectorised kernel may read ahead of its loops and branches. */
const NOTHING = new Float32Array(1);

/** Cells of one piece of a launch: less than 50 ms. WebAssembly copies all its arguments for every piece. */
const PIECES = { cpu: 2 ** 20, webasm: 2 ** 22 };

export function arrayDevice(backend: 'webasm' | 'cpu'): Device<Float32Array> {
  const gpu = new GPU({ mode: backend });
  const cache = new CompileCache(gpu);
  const memory = new SharedMemory();
  const run: RunSource = (source, args, length) => {
    const kinds = args.map((arg) => (typeof arg === 'number' ? 'number' : String(arg.length)));
    return memory.during(() => cache.run(source, kinds, args, length)) as Float32Array;
  };
  return {
    backend,
    isLost: () => false,
    upload: (cells) => cells,
    launch: (source, args, length) =>
      inPieces(
        run,
        source,
        args.map((arg) => (arg.length === 0 ? NOTHING : arg)),
        length,
        PIECES[backend],
      ),
    read: (cells) => cells.slice(),
    release: () => {},
    compiled: () => ({ count: cache.compiled, ms: cache.compileMs }),
    dispose: () => {
      cache.clear();
      void gpu.destroy();
    },
  };
}
