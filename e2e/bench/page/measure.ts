// Runs engines in turn on the same inputs and keeps their times. Knows no engine.
import { type Case, inputOf, type MakeRunner, type Runner, type Weights, weightsOf } from './attention';
import { attention } from './javascript';

/** Relative to the largest cell of the reference. */
const TOLERANCE = 1e-4;
/** Milliseconds of a run that needs no more warming. */
const SLOW = 1500;
/** Medians of small cases are of more runs: a timer interrupt is as long as they are. */
const [ROUNDS, MANY_ROUNDS, SHORT] = [9, 31, 20];
/** Milliseconds below which what other engines leave in the caches makes a difference. */
const BRIEF = 300;
/** Runs, and milliseconds, before any is timed: what is run often gets better code, and outputs are kept to a budget. */
const [WARM, WARM_MS] = [7, 600];

export interface Timing {
  readonly case: string;
  readonly engine: string;
  readonly backend: string;
  readonly median_ms: number;
  readonly runs: number;
  /** First run: everything compiled on the way. */
  readonly first_ms: number;
  readonly error: number;
  readonly chose?: string;
}

export const median = (times: readonly number[]): number => {
  const sorted = [...times].sort((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2;
};

/** Milliseconds of an act. */
export async function timed<T>(act: () => Promise<T> | T): Promise<{ ms: number; result: T }> {
  const start = performance.now();
  const result = await act();
  return { ms: performance.now() - start, result };
}

/** The largest difference, relative to the largest cell. Not a number counts as infinite. */
export function errorOf(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  let [most, largest] = [0, 0];
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs((actual[i] as number) - (expected[i] as number));
    if (Number.isNaN(difference)) return Number.POSITIVE_INFINITY;
    most = Math.max(most, difference);
    largest = Math.max(largest, Math.abs(expected[i] as number));
  }
  return most / largest;
}

interface Entry {
  readonly runner: Runner;
  readonly first: number;
  readonly rounds: number;
  readonly error: number;
  /** Every run that counts comes right after another one. */
  readonly brief: boolean;
  readonly times: number[];
}

async function once({ ready, run }: Runner, input: Float32Array<ArrayBuffer>) {
  ready?.(input);
  // What the others left behind is not this engine's.
  await new Promise((resolve) => setTimeout(resolve));
  return timed(() => run(input));
}

/** Milliseconds of the last of the runs that warm an engine up. */
async function warmed(runner: Runner, of: Case): Promise<number> {
  const begun = performance.now();
  let ms = 0;
  for (let run = 1; run <= WARM || performance.now() - begun < WARM_MS; run++) {
    ms = (await once(runner, inputOf(of, run))).ms;
    if (ms > SLOW && run > 1) break;
  }
  return ms;
}

/** An engine that answers wrongly is not timed: it throws. */
async function enter(make: MakeRunner, of: Case, weights: Weights): Promise<Entry> {
  const start = performance.now();
  const runner = await make(of, weights);
  const input = inputOf(of, 0);
  runner.ready?.(input);
  const answer = await runner.run(input);
  const first = performance.now() - start;
  const error = errorOf(answer, attention(input, weights, of));
  if (!(error <= TOLERANCE)) throw new Error(`${runner.engine} on ${runner.backend} is off by ${error} at ${of.name}`);
  const warm = await warmed(runner, of);
  return { runner, first, error, rounds: warm < SHORT ? MANY_ROUNDS : ROUNDS, brief: warm < BRIEF, times: [] };
}

/** Every engine on one case, in turn; medians of warm runs. */
export async function measureCase(of: Case, makers: readonly MakeRunner[]): Promise<Timing[]> {
  const weights = weightsOf(of);
  const entries: Entry[] = [];
  for (const make of makers) entries.push(await enter(make, of, weights));
  for (let round = 0; round < MANY_ROUNDS; round++) {
    const input = inputOf(of, 10_000 + round);
    for (const { runner, times, rounds, brief } of entries) {
      if (round >= rounds) continue;
      // The caches are full of what ran before.
      if (brief) await once(runner, inputOf(of, 20_000 + round));
      times.push((await once(runner, input)).ms);
    }
  }
  for (const { runner } of entries) runner.dispose();
  return entries.map(({ runner: { engine, backend, chose }, times, first, error }) => ({
    case: of.name,
    engine,
    backend,
    ...(chose ? { chose: chose() } : {}),
    median_ms: median(times),
    runs: times.length,
    first_ms: first,
    error,
  }));
}
