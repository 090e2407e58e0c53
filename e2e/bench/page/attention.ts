// Causal multi-head attention as every engine of the benchmark gets it: sizes, weights, inputs. Knows no engine.

export const HEADS = 8;

export interface Case {
  /** As `<tokens>x<width>`. */
  readonly name: string;
  readonly tokens: number;
  readonly width: number;
}

/** `512x64`: 512 tokens of width 64. */
export function caseOf(name: string): Case {
  const [tokens, width] = name.split('x').map(Number) as [number, number];
  return { name, tokens, width };
}

export interface Weights {
  readonly query: Float32Array;
  readonly key: Float32Array;
  readonly value: Float32Array;
  readonly output: Float32Array;
}

/** Numbers in -1..1 from a seed: a linear congruential generator (Numerical Recipes, section 7.1). */
export function numbers(length: number, seed: number, scale = 1): Float32Array<ArrayBuffer> {
  let state = seed >>> 0;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state / 2 ** 31 - 1) * scale;
  });
}

/** Large enough that the attention weights are far from uniform. */
export function weightsOf({ width }: Case): Weights {
  const drawn = (seed: number, scale: number) => numbers(width * width, seed, scale / Math.sqrt(width));
  return { query: drawn(5, 4), key: drawn(6, 4), value: drawn(7, 2), output: drawn(8, 2) };
}

/** An input of its own for every run, so that nothing remembers the answer. */
export const inputOf = ({ tokens, width }: Case, run: number): Float32Array<ArrayBuffer> =>
  numbers(tokens * width, 1000 + run);

/** What runs attention. `run` takes rows [tokens, width] in plain memory and gives rows back there. */
export interface Runner {
  readonly engine: string;
  readonly backend: string;
  /** What an input becomes before the clock starts: the form in which the engine's users hold it. */
  ready?(input: Float32Array<ArrayBuffer>): void;
  run(input: Float32Array<ArrayBuffer>): Promise<Float32Array>;
  /** What an engine that chooses took the last time, and why. */
  chose?(): string;
  dispose(): void;
}

export type MakeRunner = (of: Case, weights: Weights) => Promise<Runner>;
