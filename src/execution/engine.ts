// One engine for page worker and command line: picks a device, survives its loss, and keeps what was computed on it.
import { type Backend, KernelError, type Kernels } from '../kernels/kernel';
import type { Tensor } from '../tensor/tensor';
import type { Checked } from './checked';
import { Executor, type NodeRun, type RunOptions } from './executor';
import { Interner } from './keys';
import { kernelsKey, NodeKernelError } from './nodeKernelError';

export interface Devices {
  /** In the order in which they stand in for one another. */
  readonly backends: readonly Backend[];
  /** Throws or rejects with KernelError where it cannot be had. */
  create(backend: Backend): Kernels | Promise<Kernels>;
}

export interface RunResult {
  /** What really ran. */
  readonly backend: Backend;
  /** Why another backend than the one asked for ran. */
  readonly fallback?: string;
  readonly runs: readonly NodeRun[];
  readonly ms: number;
}

type Worked<R> = Pick<RunResult, 'backend' | 'fallback'> & { readonly result: R };

export class Engine {
  private executor: Executor | undefined;
  private readonly interner = new Interner();
  /** Sentences by the key of what had no kernels. */
  private readonly missing = new Map<string, string>();

  constructor(private readonly devices: Devices) {}

  async run(checked: Checked, wanted: Backend, options: RunOptions): Promise<RunResult> {
    const start = performance.now();
    const { result: runs, ...where } = await this.work(
      wanted,
      (executor, elsewhere) => executor.run(checked, { ...options, elsewhere }),
      (backend) => this.missingFor(checked, backend),
    );
    return { ...where, runs, ms: performance.now() - start - asideOf(runs) };
  }

  /** Anything else that is computed on a device. */
  async onDevice<R>(wanted: Backend, task: (kernels: Kernels) => Promise<R>): Promise<R> {
    return (await this.work(wanted, ({ kernels }) => task(kernels))).result;
  }

  /** Why a backend is known not to run this graph. */
  private missingFor({ nodes, sizes }: Checked, backend: Backend): string | undefined {
    if (this.missing.size === 0) return undefined;
    const keys = [...nodes.values()].map((node) => kernelsKey(backend, node, sizes));
    return keys.map((key) => this.missing.get(key)).find((sentence) => sentence !== undefined);
  }

  /**
   * A lost device is rebuilt once; if it is lost again, cannot be had, or has not all kernels, the next backend does the
   * work. `elsewhere` says that there is a next one.
   */
  private async work<R>(
    wanted: Backend,
    task: (executor: Executor, elsewhere: boolean) => Promise<R>,
    unfit: (backend: Backend) => string | undefined = () => undefined,
  ): Promise<Worked<R>> {
    const others = this.devices.backends.filter((backend) => backend !== wanted && backend !== 'float64');
    const tried = [wanted, wanted, ...others];
    let fallback: string | undefined;
    for (const [at, backend] of tried.entries()) {
      const elsewhere = others.length > 0 && at < tried.length - 1;
      const reason = elsewhere ? unfit(backend) : undefined;
      if (reason !== undefined) {
        fallback ??= reason;
        continue;
      }
      try {
        const result = await task(await this.on(backend), elsewhere);
        return { backend, result, ...(backend === wanted || fallback === undefined ? {} : { fallback }) };
      } catch (error) {
        if (!(error instanceof KernelError)) throw error;
        const why = this.noted(error, wanted);
        fallback ??= why;
      }
    }
    throw new KernelError('No backend could run this graph', 'any', wanted);
  }

  /** What is lost is given up; a kernel that is missing is remembered, so that nobody looks for it at the next edit. */
  private noted(error: KernelError, wanted: Backend): string {
    this.close();
    if (!(error instanceof NodeKernelError)) {
      return `${wanted} is not usable here (${error.message}), so another backend runs.`;
    }
    this.missing.set(error.key, error.sentence);
    return error.sentence;
  }

  /** Another device like the one that would run, for whoever keeps it to itself; the next that can be had where it cannot. */
  async device(wanted: Backend): Promise<{ readonly kernels: Kernels; readonly fallback?: string }> {
    const others = this.devices.backends.filter((backend) => backend !== wanted && backend !== 'float64');
    let fallback: string | undefined;
    for (const backend of [wanted, ...others]) {
      try {
        const kernels = await this.devices.create(backend);
        return fallback === undefined ? { kernels } : { kernels, fallback };
      } catch (error) {
        if (!(error instanceof KernelError)) throw error;
        fallback = `${wanted} is not usable here (${error.message}), so another backend trains.`;
      }
    }
    throw new KernelError('No backend could train this graph', 'any', wanted);
  }

  async read(node: string, port: string): Promise<Tensor | undefined> {
    return this.executor?.read(node, port);
  }

  /** The device in use, for its figures. */
  get kernels(): Kernels | undefined {
    return this.executor?.kernels;
  }

  /** Frees every value; the device and what was compiled for it stay for the next graph. */
  release(): void {
    this.executor?.close();
  }

  /** Frees every value and the device. */
  close(): void {
    this.executor?.close();
    this.executor?.kernels.dispose();
    this.executor = undefined;
  }

  private async on(backend: Backend): Promise<Executor> {
    if (this.executor?.kernels.backend === backend) return this.executor;
    const kernels = await this.devices.create(backend);
    // Other work may have made the same device meanwhile.
    if (this.executor?.kernels.backend === backend) {
      kernels.dispose();
      return this.executor;
    }
    this.close();
    this.executor = new Executor(kernels, this.interner);
    return this.executor;
  }
}

/** Milliseconds in which nodes inside of containers were only measured. */
const asideOf = (runs: readonly NodeRun[]): number =>
  runs.reduce((ms, { state, measured }) => ms + (state === 'ran' ? (measured?.aside ?? 0) : 0), 0);
