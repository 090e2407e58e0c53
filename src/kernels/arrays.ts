// gpu.js on the processor: cells are typed arrays, kernels JavaScript (`cpu`) or WebAssembly (`webasm`).
import { GPU } from 'gpu.js';
import { CompileCache, type Compiling } from './compileCache';
import type { Device } from './device';
import { fromFirst } from './fromFirst';
import { type Groups, ungrouped } from './groups';
import { type BuiltInMemory, MemoryRuns, type TakeOut } from './inMemory';
import type { Source } from './kernel';
import { moved } from './moves';
import { Pace } from './pace';
import { SharedMemory } from './sharedMemory';
import { inArithmetic } from './vectorMath';

/** Stands for an argument without cells: a vectorised kernel may read ahead of its loops and branches. */
const NOTHING = new Float32Array(1);

type Cells = Float32Array;
type Launched = (source: Source, args: readonly Cells[], length: number) => Generator<void, Cells, void>;

const kindsOf = (args: readonly Cells[]): string[] => args.map(({ length }) => String(length));

export function arrayDevice(backend: 'webasm' | 'cpu'): Device<Cells> {
  const gpu = new GPU({ mode: backend });
  const cache = new CompileCache(gpu, undefined, backend === 'webasm' ? intoWebAssembly() : INTO_JAVASCRIPT);
  const launched = backend === 'webasm' ? inWebAssembly(cache) : inJavaScript(cache);
  return {
    backend,
    isLost: () => false,
    upload: (cells) => cells,
    launch: (source, args, length) =>
      launched(
        source,
        args.map((arg) => (arg.length === 0 ? NOTHING : arg)),
        length,
      ),
    move: moved,
    read: (cells) => cells.slice(),
    release: () => {},
    compiled: () => ({ count: cache.compiled, ms: cache.compileMs }),
    dispose: () => {
      cache.clear();
      void gpu.destroy();
    },
  };
}

/** Any part of an output can be computed by itself. */
const INTO_JAVASCRIPT: Compiling = { written: (source) => fromFirst(source), around: (act) => act() };

/** What gpu.js 2.24.1 makes of a source in JavaScript: as many cells as `output` says at the time. */
interface InJavaScript {
  output: number[];
  run(...args: (Cells | number)[]): Cells;
}

/** Cells of a source that are computed first. */
const FIRST = 64;

function inJavaScript(cache: CompileCache): Launched {
  const paces = new WeakMap<object, Pace>();
  return function* (source, args, length) {
    // Groups of rows would be an array for every thread.
    const text = typeof source === 'string' ? source : source.flat;
    const kernel = cache.built(text, [...kindsOf(args), 'number'], [...args, 0], [1]) as InJavaScript;
    const pace = paces.get(kernel) ?? new Pace(FIRST);
    paces.set(kernel, pace);
    let whole: Cells | undefined;
    yield* pace.over(length, (from, most) => {
      kernel.output = [most];
      const cells = kernel.run(...args, from);
      if (most === length) whole = cells;
      else {
        whole ??= new Float32Array(length);
        whole.set(cells, from);
      }
      return most;
    });
    return whole as Cells;
  };
}

function intoWebAssembly(): Compiling {
  const memory = new SharedMemory();
  return { written: inArithmetic, around: (act) => memory.during(act) };
}

function inWebAssembly(cache: CompileCache): Launched {
  const runs = new MemoryRuns();
  const started = (source: string, args: readonly Cells[], output: readonly number[], takeOut: TakeOut) =>
    runs.run(runs.steps(cache.built(source, kindsOf(args), args, output) as BuiltInMemory, args, takeOut));
  return function* (source, args, length) {
    if (typeof source === 'string') return yield* started(source, args, [length], runs.inOrder(length));
    // WebAssembly's kernels load a column one lane after the other.
    const { grouped, groups } = source;
    return yield* started(grouped, args, outputOf(groups), ungrouped(groups));
  };
}

/** Threads: columns, groups of rows, matrices. */
const outputOf = ({ columns, count, matrices }: Groups): number[] => [columns, count, matrices];
