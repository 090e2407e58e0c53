// gpu.js on the processor: cells are typed arrays, kernels JavaScript (`cpu`) or WebAssembly (`webasm`).
import { GPU } from 'gpu.js';
import { CompileCache, type Compiling } from './compileCache';
import type { Device } from './device';
import { type GroupedSource, ungrouped } from './groups';
import { moved } from './moves';
import { inPieces } from './pieces';
import { SharedMemory } from './sharedMemory';
import { inArithmetic } from './vectorMath';

/** Stands for an argument without cells: a vectorised kernel may read ahead of its loops and branches. */
const NOTHING = new Float32Array(1);

/** Cells of one piece of a launch: less than 50 ms. WebAssembly copies all its arguments for every piece. */
const PIECES = { cpu: 2 ** 20, webasm: 2 ** 21 };

function intoWebAssembly(): Compiling {
  const memory = new SharedMemory();
  return { written: inArithmetic, around: (act) => memory.during(act) };
}

export function arrayDevice(backend: 'webasm' | 'cpu'): Device<Float32Array> {
  const gpu = new GPU({ mode: backend });
  const cache = new CompileCache(gpu, undefined, backend === 'webasm' ? intoWebAssembly() : undefined);
  const run = (source: string, args: readonly (Float32Array | number)[], ...output: number[]): Float32Array => {
    const kinds = args.map((arg) => (typeof arg === 'number' ? 'number' : String(arg.length)));
    return cache.run(source, kinds, args, output) as Float32Array;
  };
  /** What would take long `passes/cut` has cut. */
  function* inGroups({ grouped, groups }: GroupedSource, args: readonly Float32Array[]) {
    const cells = run(grouped, args, groups.columns, groups.count, groups.matrices);
    yield;
    return ungrouped(cells, groups);
  }
  return {
    backend,
    isLost: () => false,
    upload: (cells) => cells,
    launch: (source, args, length) => {
      const given = args.map((arg) => (arg.length === 0 ? NOTHING : arg));
      if (typeof source === 'string') return inPieces(run, source, given, length, PIECES[backend]);
      // WebAssembly's kernels load a column one lane after the other; JavaScript would make an array for every thread.
      return backend === 'webasm'
        ? inGroups(source, given)
        : inPieces(run, source.flat, given, length, PIECES[backend]);
    },
    move: (walks, args, length) => (length <= PIECES[backend] ? moved(walks, args, length) : undefined),
    read: (cells) => cells.slice(),
    release: () => {},
    compiled: () => ({ count: cache.compiled, ms: cache.compileMs }),
    dispose: () => {
      cache.clear();
      void gpu.destroy();
    },
  };
}
