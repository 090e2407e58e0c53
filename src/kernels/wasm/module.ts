// The assembly module, instantiated: what it exports, and functions made at run time that call it. Knows no tensor.
import PLAIN from './assembly/index.ts?assembly';
import FUSED from './assembly/index.ts?assembly=fused';
import { type CellProgram, cellModule } from './cellCode';

type Run = (...numbers: number[]) => void;

/** See `assembly/`: addresses and strides in bytes. */
export interface Assembly {
  readonly matmul: Run;
  readonly attend: Run;
  readonly softmax: Run;
  readonly sum: Run;
  readonly max: Run;
  readonly argmax: Run;
  readonly gather: Run;
  readonly scatterAdd: Run;
  readonly copy: Run;
}

/** The module that multiplies and adds at once, where the engine knows how; a third faster in large products. */
const compiled = (): WebAssembly.Module => new WebAssembly.Module(WebAssembly.validate(FUSED) ? FUSED : PLAIN);

/** More than a large graph needs, and a bound on what is kept. */
const MOST_CHAINS = 512;

export class Module {
  readonly memory = new WebAssembly.Memory({ initial: 16 });
  readonly run: Assembly;
  private readonly functions: WebAssembly.Exports;
  /** In the order of their last use. */
  private readonly chains = new Map<string, Run>();
  compiled = 1;

  constructor() {
    const { memory } = this;
    const abort = (): never => {
      throw new Error('the assembly module stopped');
    };
    const { exports } = new WebAssembly.Instance(compiled(), { env: { memory, abort } });
    this.functions = exports;
    this.run = exports as unknown as Assembly;
  }

  /** The function for a chain: (output, ...inputs, size of the first axis). */
  chain(program: CellProgram): Run {
    const axes = program.axes.map(({ size, strides }, i) => [i === 0 && program.anySize ? 0 : size, strides]);
    const key = JSON.stringify([program.steps, program.fixed.map((v) => v?.toString()), axes]);
    const known = this.chains.get(key) ?? this.compile(program);
    this.chains.delete(key);
    this.chains.set(key, known);
    const [oldest] = this.chains.keys();
    if (oldest !== undefined && this.chains.size > MOST_CHAINS) this.chains.delete(oldest);
    return known;
  }

  private compile(program: CellProgram): Run {
    const { bytes, imports } = cellModule(program);
    const functions = Object.fromEntries(
      imports.map((name) => [name, this.functions[name] as WebAssembly.ExportValue]),
    );
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), {
      env: { memory: this.memory, ...functions },
    });
    this.compiled += 1;
    return exports.run as Run;
  }
}
