// What computing a value really took: figures of the device, not of the Program.
import type { Backend, KernelStats, Kernels } from '../kernels/kernel';

export interface Measured {
  readonly backend: Backend;
  /** Milliseconds of computing, without compiling and without the pauses in it. */
  readonly ms: number;
  /** Milliseconds of compiling and getting ready. */
  readonly compileMs: number;
  readonly launches: number;
  /** How many of the launches were of tuned kernels. */
  readonly tuned: number;
  /** Ops whose tuned kernels did not compile on the way. */
  readonly refused: readonly string[];
  /** Bytes that it left on the device. */
  readonly bytes: number;
  /** The device had finished: otherwise `ms` is only what handing the work over took. */
  readonly finished: boolean;
}

/** Milliseconds of work without the pauses in it, and what the device counted meanwhile. */
export class Stopwatch {
  private ms = 0;
  private readonly before: KernelStats;

  /** `wait`: until the device has done what it only took down. */
  constructor(
    private readonly kernels: Kernels,
    private readonly wait: boolean,
  ) {
    this.before = kernels.stats();
  }

  time<R>(act: () => R): R {
    const start = performance.now();
    try {
      return act();
    } finally {
      this.ms += performance.now() - start;
    }
  }

  stop(): Measured {
    const { kernels, wait, before } = this;
    if (wait) this.time(() => kernels.finish?.());
    const { launches, tuned, refused, compileMs, bytes } = kernels.stats();
    const compiling = compileMs - before.compileMs;
    return {
      backend: kernels.backend,
      ms: Math.max(0, this.ms - compiling),
      compileMs: compiling,
      launches: launches - before.launches,
      tuned: tuned - before.tuned,
      refused: refused.slice(before.refused.length),
      bytes: bytes - before.bytes,
      finished: wait || kernels.finish === undefined,
    };
  }
}
