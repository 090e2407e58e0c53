// What computing a value really took: figures of the device, not of the Program.
import type { Backend, KernelStats, Kernels, Turn } from '../kernels/kernel';

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
  /** Of a container that was measured: milliseconds of `ms` by the node inside that they were spent on. */
  readonly inside?: Readonly<Record<string, number>>;
  /** Milliseconds that finding those out took, which are no part of the run. */
  readonly aside?: number;
}

/** Milliseconds of work without the pauses in it, by account, and what the device counted meanwhile. */
export class Stopwatch {
  private readonly spent = new Map<string | undefined, number>();
  private account: string | undefined;
  private since = 0;
  private readonly before: KernelStats;

  /** `wait`: until the device has done what it only took down. */
  constructor(
    private readonly kernels: Kernels,
    private readonly wait: boolean,
  ) {
    this.before = kernels.stats();
  }

  time<R>(act: () => R): R {
    this.since = performance.now();
    try {
      return act();
    } finally {
      this.charge();
    }
  }

  /** From now on time goes to this account. */
  readonly turn: Turn = (account) => {
    if (this.wait) this.kernels.finish?.();
    this.charge();
    this.account = account;
  };

  get ms(): number {
    return sum([...this.spent.values()]);
  }

  /** Milliseconds of every account that had a turn. */
  get accounts(): readonly (readonly [account: string, ms: number])[] {
    return [...this.spent].flatMap(([account, ms]) => (account === undefined ? [] : [[account, ms] as const]));
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

  private charge(): void {
    const now = performance.now();
    this.spent.set(this.account, (this.spent.get(this.account) ?? 0) + now - this.since);
    this.since = now;
  }
}

/** Milliseconds that a clock with steps of 0.1 ms tells the parts of well enough; and how often a container is run for them at most. */
const [ENOUGH, MOST_RUNS] = [30, 1000];

/** Runs that took much longer than most were interrupted. Two steps of the clock are no interruption. */
function undisturbed(runs: readonly Stopwatch[]): readonly Stopwatch[] {
  const times = runs.map(({ ms }) => ms).sort((a, b) => a - b);
  const median = times[Math.floor(times.length / 2)] as number;
  return runs.filter(({ ms }) => ms <= 2 * median + 0.2);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/**
 * The time of a container and of the nodes inside, as the mean of several runs: a single one may be shorter than a step of
 * the clock. `again` runs it once more and takes its time.
 */
export async function measuredInside(
  kernels: Kernels,
  first: Measured,
  again: (work: Stopwatch) => Promise<void>,
): Promise<Measured> {
  const start = performance.now();
  const all: Stopwatch[] = [];
  for (let spent = 0; spent < ENOUGH && all.length < MOST_RUNS; ) {
    const work = new Stopwatch(kernels, true);
    await again(work);
    all.push(work);
    spent += work.ms;
  }
  const runs = undisturbed(all);
  const inside: Record<string, number> = {};
  for (const [account, ms] of runs.flatMap(({ accounts }) => accounts)) {
    inside[account] = (inside[account] ?? 0) + ms / runs.length;
  }
  const mean = sum(runs.map(({ ms }) => ms)) / runs.length;
  return { ...first, ms: mean, inside, aside: performance.now() - start };
}
