// gpu.js on the processor: cells are typed arrays, kernels JavaScript (`cpu`) or WebAssembly (`webasm`).
import { GPU } from 'gpu.js';
import { CompileCache, type Compiling } from './compileCache';
import type { Device } from './device';
import { fromFirst } from './fromFirst';
import { type Groups, ungrouped, ungroupedAtOnce } from './groups';
import { type BuiltInMemory, MemoryRuns, type TakeOut } from './inMemory';
import type { Source } from './kernel';
import { inOrder, MOST_CELLS, moved, movedAtOnce, part } from './moves';
import { Pace } from './pace';
import type { PlannedLaunch } from './plan';
import { Pool } from './pool';
import { SharedMemory } from './sharedMemory';
import { inArithmetic } from './vectorMath';

/** Stands for an argument without cells: a vectorised kernel may read ahead of its loops and branches. */
const NOTHING = new Float32Array(1);

type Cells = Float32Array;
/** How a backend launches: in turns, or in one go where it has been seen to take no longer than one. */
interface Launched {
  inTurns(source: Source, args: readonly Cells[], length: number): Generator<void, Cells, void>;
  ready(launch: PlannedLaunch, args: readonly Cells[]): Ready;
}

/** What a launch needs that is done again, and its kernel. */
interface Ready {
  readonly kernel: object;
  readonly run: (args: readonly Cells[]) => Cells | undefined;
}

const kindsOf = (args: readonly Cells[]): string[] => args.map(({ length }) => String(length));

export function arrayDevice(backend: 'webasm' | 'cpu'): Device<Cells> {
  const gpu = new GPU({ mode: backend });
  const cache = new CompileCache(gpu, undefined, backend === 'webasm' ? intoWebAssembly() : INTO_JAVASCRIPT);
  const pool = new Pool();
  const launched = backend === 'webasm' ? inWebAssembly(cache, pool) : inJavaScript(cache);
  const known = new WeakMap<PlannedLaunch, Ready>();
  const given = (args: readonly Cells[]) => args.map((arg) => (arg.length === 0 ? NOTHING : arg));
  return {
    backend,
    isLost: () => false,
    upload: (cells) => cells,
    launch: (source, args, length) => launched.inTurns(source, given(args), length),
    atOnce: (launch, args) => {
      const before = known.get(launch);
      const ready = before && cache.use(before.kernel) ? before : launched.ready(launch, given(args));
      if (ready !== before) known.set(launch, ready);
      return ready.run(given(args));
    },
    part: (cells, from, length) => {
      const inPlace = part(cells, from, length);
      return inPlace && pool.share(inPlace);
    },
    moveAtOnce: (walks, args, length) => {
      const inPlace = inOrder(walks, args, length);
      if (inPlace) return pool.share(inPlace);
      return length <= MOST_CELLS ? movedAtOnce(walks, args, pool.take(length)) : undefined;
    },
    move: moved,
    read: (cells) => cells.slice(),
    release: (cells) => pool.release(cells),
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
  // Groups of rows would be an array for every thread.
  const textOf = (source: Source): string => (typeof source === 'string' ? source : source.flat);
  const started = (source: Source, args: readonly Cells[]) => {
    const kernel = cache.built(textOf(source), [...kindsOf(args), 'number'], [...args, 0], [1]) as InJavaScript;
    const pace = paces.get(kernel) ?? new Pace(FIRST);
    paces.set(kernel, pace);
    return { kernel, pace };
  };
  return {
    *inTurns(source, args, length) {
      const { kernel, pace } = started(source, args);
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
    },
    ready({ source, length }, args) {
      const { kernel, pace } = started(source, args);
      const run = (given: readonly Cells[]): Cells | undefined => {
        if (!pace.fits(length)) return undefined;
        kernel.output = [length];
        return kernel.run(...given, 0);
      };
      return { kernel, run };
    },
  };
}

function intoWebAssembly(): Compiling {
  const memory = new SharedMemory();
  return { written: inArithmetic, around: (act) => memory.during(act) };
}

function inWebAssembly(cache: CompileCache, pool: Pool): Launched {
  const runs = new MemoryRuns();
  const built = (source: string, args: readonly Cells[], output: readonly number[]) =>
    cache.built(source, kindsOf(args), args, output) as BuiltInMemory;
  const started = (kernel: BuiltInMemory, args: readonly Cells[], takeOut: TakeOut) =>
    runs.run(runs.steps(kernel, args, takeOut));
  return {
    *inTurns(source, args, length) {
      if (typeof source === 'string') return yield* started(built(source, args, [length]), args, runs.inOrder(length));
      // WebAssembly's kernels load a column one lane after the other.
      const { grouped, groups } = source;
      return yield* started(built(grouped, args, outputOf(groups)), args, ungrouped(groups));
    },
    ready({ source, length }, args) {
      const groups = typeof source === 'string' ? undefined : source.groups;
      const text = typeof source === 'string' ? source : source.grouped;
      const kernel = built(text, args, groups ? outputOf(groups) : [length]);
      const inPlace = runs.atOnce(kernel);
      const run = (given: readonly Cells[]): Cells | undefined => {
        const cells = length <= MOST_CELLS ? inPlace(given) : undefined;
        if (!cells) return undefined;
        const whole = pool.take(length);
        if (groups) return ungroupedAtOnce(groups, cells, whole);
        whole.set(cells);
        return whole;
      };
      return { kernel, run };
    },
  };
}

/** Threads: columns, groups of rows, matrices. */
const outputOf = ({ columns, count, matrices }: Groups): number[] => [columns, count, matrices];
