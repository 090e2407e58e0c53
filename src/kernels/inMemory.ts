// Runs a WebAssembly kernel of gpu.js a part of its cells at a time. gpu.js itself would copy all arguments, compute every cell
// and copy them out in one go.
import { Pace } from './pace';

/** What gpu.js 2.24.1 keeps to itself of a kernel that is built: where its arguments and its cells lie, in bytes, and its functions. */
export interface BuiltInMemory {
  readonly _active: {
    readonly layout: {
      readonly arrays: Readonly<Record<string, { readonly index: number; readonly offset: number }>>;
      readonly outputOffset: number;
    };
    /** Threads, and those of a row. */
    readonly cells: number;
    readonly sizeX: number;
    readonly f32: Float32Array;
    readonly run: Run;
    readonly runSimd: Run | null;
  };
  /** Cells that a thread gives. */
  readonly componentCount: number;
  readonly constructor: unknown;
}

type Run = (start: number, end: number, seed: number) => void;

interface Dispatching {
  /** From thread 0 on, in rows of `sizeX`. */
  dispatchSpans(run: Run, runSimd: Run | null, cells: number, sizeX: number, seed: number): void;
}

/** Threads that are run first: lanes come in fours. */
const THREADS = 64;
const LANES = 4;
/** Cells that are copied first. */
const COPIED = 2 ** 16;

/** Takes the cells that threads gave out of the memory; those of a thread stand together. */
export type TakeOut = (memory: Float32Array, base: number) => Generator<void, Float32Array, void>;

/** Copies cells of `from` on to the same number of cells of `to`, from its cell `at` on. */
export function* copied(from: Float32Array, to: Float32Array, at: number, pace: Pace): Generator<void, void, void> {
  yield* pace.over(from.length, (start, most) => {
    to.set(most === from.length ? from : from.subarray(start, start + most), at + start);
    return most;
  });
}

export class MemoryRuns {
  private readonly paces = new WeakMap<BuiltInMemory, Pace>();
  private readonly copying = new Pace(COPIED);
  private finishOther: (() => void) | undefined;

  /** Kernels share a memory: one that begins while another waits for its turn has that one finished first. */
  *run<R>(work: Generator<void, R, void>): Generator<void, R, void> {
    this.finishOther?.();
    let step = work.next();
    if (step.done) return step.value;
    const finish = (): void => {
      while (!step.done) step = work.next();
    };
    this.finishOther = finish;
    try {
      while (!step.done) {
        yield;
        if (!step.done) step = work.next();
      }
      return step.value;
    } finally {
      if (this.finishOther === finish) this.finishOther = undefined;
    }
  }

  /** Arguments in, threads, cells out. */
  *steps(kernel: BuiltInMemory, args: readonly Float32Array[], takeOut: TakeOut): Generator<void, Float32Array, void> {
    const { layout, f32 } = kernel._active;
    for (const { index, offset } of Object.values(layout.arrays)) {
      yield* copied(args[index] as Float32Array, f32, offset / 4, this.copying);
    }
    yield* this.paceOf(kernel).over(kernel._active.cells, (from, most) => dispatched(kernel, from, most));
    return yield* takeOut(f32, layout.outputOffset / 4);
  }

  /** A kernel in one go where earlier times filled no more than a turn; the cells it gives are there until the next one runs. */
  atOnce(kernel: BuiltInMemory): (args: readonly Float32Array[]) => Float32Array | undefined {
    const { layout, f32, cells, sizeX, run, runSimd } = kernel._active;
    const places: number[] = [];
    for (const { index, offset } of Object.values(layout.arrays)) places[index] = offset / 4;
    const start = layout.outputOffset / 4;
    const result = f32.subarray(start, start + cells * kernel.componentCount);
    const { dispatchSpans } = kernel.constructor as unknown as Dispatching;
    const pace = this.paceOf(kernel);
    return (args) => {
      if (!pace.fits(cells) || args.some(({ length }) => length > COPIED)) return undefined;
      this.finishOther?.();
      for (let i = 0; i < args.length; i++) f32.set(args[i] as Float32Array, places[i]);
      dispatchSpans(run, runSimd, cells, sizeX, 0);
      return result;
    };
  }

  /** As they lie there. */
  inOrder =
    (length: number): TakeOut =>
    (memory, base) =>
      this.whole(memory.subarray(base, base + length));

  private *whole(cells: Float32Array): Generator<void, Float32Array, void> {
    const whole = new Float32Array(cells.length);
    yield* copied(cells, whole, 0, this.copying);
    return whole;
  }

  private paceOf(kernel: BuiltInMemory): Pace {
    const known = this.paces.get(kernel) ?? new Pace(THREADS, LANES);
    this.paces.set(kernel, known);
    return known;
  }
}

/** Whole rows, or a part of one: lanes that are computed together belong to one row. */
function dispatched(kernel: BuiltInMemory, from: number, most: number): number {
  const { sizeX, run, runSimd } = kernel._active;
  const left = sizeX - (from % sizeX);
  const threads = left < sizeX || most < sizeX ? Math.min(left, most) : most - (most % sizeX);
  const shifted =
    (act: Run): Run =>
    (start, end, seed) =>
      act(from + start, from + end, seed);
  const { dispatchSpans } = kernel.constructor as unknown as Dispatching;
  dispatchSpans(shifted(run), runSimd && shifted(runSimd), threads, Math.min(threads, sizeX), 0);
  return threads;
}
