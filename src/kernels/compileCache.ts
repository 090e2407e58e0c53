// Compiled gpu.js kernels, the most recently used ones. A kernel serves exactly what it was compiled for.
import type { GPU, IKernelRunShortcut } from 'gpu.js';

/** More than a large graph needs, and a bound on what is kept. */
const MOST_KERNELS = 512;

const SETTINGS = {
  precision: 'single',
  pipeline: true,
  immutable: true,
  // Otherwise small textures get the precision of a colour.
  tactic: 'precision',
  // Loops whose end gpu.js cannot see would stop silently after 1000 rounds.
  loopMaxIterations: 2 ** 30,
} as const;

/** Sources for every kernel that is kept, whose numbers are remembered. */
const SOURCES = 8;

/** What a device has to do with a source that gpu.js compiles. */
export interface Compiling {
  written(source: string): string;
  around<R>(act: () => R): R;
}

const AS_IS: Compiling = { written: (source) => source, around: (act) => act() };

interface Compiled {
  readonly key: string;
  readonly kernel: IKernelRunShortcut;
  /** Number of its last use. */
  used: number;
}

export class CompileCache {
  private readonly kernels = new Map<string, Compiled>();
  /** By what gpu.js keeps of them. */
  private readonly kept = new WeakMap<object, Compiled>();
  private uses = 0;
  /** Keys hold numbers: looking a long text up takes as long as a small kernel. */
  private readonly sources = new Map<string, number>();
  private numbered = 0;
  private compilations = 0;
  /** Milliseconds that compiling took so far. */
  compileMs = 0;

  constructor(
    private readonly gpu: GPU,
    private readonly most = MOST_KERNELS,
    private readonly compiling: Compiling = AS_IS,
  ) {}

  get compiled(): number {
    return this.compilations;
  }

  /**
   * Runs `source` over as many threads as `output` says, x first. `kinds` says of every argument what a kernel is compiled
   * for: how it is stored and how large it is. gpu.js answers another size silently with wrong cells.
   */
  run(
    source: string,
    kinds: readonly string[],
    args: readonly (object | number)[],
    output: readonly number[],
  ): unknown {
    return this.using(source, kinds, args, output, (kernel) => kernel(...(args as never[])));
  }

  /** The compiled kernel as gpu.js keeps it, for whoever runs it in parts. */
  built(
    source: string,
    kinds: readonly string[],
    args: readonly (object | number)[],
    output: readonly number[],
  ): object {
    return this.using(source, kinds, args, output, ({ kernel }) => kernel);
  }

  /** A kernel that was `built` is used again; false where it is not kept any more. */
  use(kernel: object): boolean {
    const known = this.kept.get(kernel);
    if (!known) return false;
    this.uses += 1;
    known.used = this.uses;
    return true;
  }

  clear(): void {
    for (const compiled of [...this.kernels.values()]) this.drop(compiled);
  }

  private using<R>(
    source: string,
    kinds: readonly string[],
    args: readonly (object | number)[],
    output: readonly number[],
    act: (kernel: IKernelRunShortcut) => R,
  ): R {
    const key = `${this.numberOf(source)}|${kinds.join()}|${output.join()}`;
    const known = this.kernels.get(key);
    const kernel =
      known?.kernel ?? this.gpu.createKernel(this.compiling.written(source), { ...SETTINGS, output: [...output] });
    try {
      if (!known) this.compiling.around(() => this.build(kernel, args));
      const result = act(kernel);
      if (kernel.kernel.fallbackReason) throw new Error(kernel.kernel.fallbackReason);
      this.keep(known ?? { key, kernel, used: 0 });
      return result;
    } catch (error) {
      if (known) this.drop(known);
      else this.destroy(kernel);
      throw error;
    }
  }

  private numberOf(source: string): number {
    const known = this.sources.get(source);
    if (known !== undefined) return known;
    if (this.sources.size >= SOURCES * this.most) this.sources.clear();
    this.sources.set(source, this.numbered);
    return this.numbered++;
  }

  /** The first call would do it as well, and nobody could tell it from running. */
  private build({ kernel }: IKernelRunShortcut, args: readonly (object | number)[]): void {
    const start = performance.now();
    (kernel as unknown as { build(...args: (object | number)[]): void }).build(...args);
    this.compileMs += performance.now() - start;
  }

  private keep(compiled: Compiled): void {
    const inner = compiled.kernel.kernel;
    if (!this.kept.has(inner)) {
      this.compilations += 1;
      this.kernels.set(compiled.key, compiled);
      this.kept.set(inner, compiled);
    }
    this.use(inner);
    if (this.kernels.size > this.most)
      this.drop([...this.kernels.values()].reduce((a, b) => (b.used < a.used ? b : a)));
  }

  private drop({ key, kernel }: Compiled): void {
    this.kernels.delete(key);
    this.kept.delete(kernel.kernel);
    this.destroy(kernel);
  }

  private destroy(kernel: IKernelRunShortcut): void {
    kernel.destroy(false);
    // The cpu kernel leaves itself in the list of its GPU.
    const { kernels } = this.gpu as unknown as { kernels: unknown[] };
    const at = kernels.indexOf(kernel.kernel);
    if (at >= 0) kernels.splice(at, 1);
  }
}
