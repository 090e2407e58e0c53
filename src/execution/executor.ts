// Runs a checked graph on one device, node by node in topological order, and only what an edit changed.
import { type Buffer, KernelError, type Kernels } from '../kernels/kernel';
import { execute } from '../passes/execute';
import { shapeOf } from '../tensor/dim';
import { type Tensor, tensor } from '../tensor/tensor';
import type { Checked, CheckedNode } from './checked';
import { type Interner, outputKeys } from './keys';
import { OutputCache, type Outputs } from './outputs';
import type { Problem } from './problem';
import { weightName, weightTensor } from './weights';

export const OUTPUT_BUDGET = 256 * 2 ** 20;

export interface NodeRun {
  readonly id: string;
  /** `kept`: its outputs were there already. */
  readonly state: 'ran' | 'kept' | 'failed' | 'waiting';
  readonly ms: number;
  /** Equal keys mean equal cells; absent when there are none. */
  readonly key?: number;
  readonly problem?: Problem;
}

export interface RunOptions {
  readonly signal: AbortSignal;
  /** Lets messages in; called between nodes when work has gone on for a while. */
  readonly pause: () => Promise<void>;
  readonly onNode?: (run: NodeRun) => void;
}

/** Milliseconds of work between two pauses. */
const SLICE = 12;

export class Executor {
  private readonly cache: OutputCache;
  private current = new Map<string, Outputs>();

  constructor(
    readonly kernels: Kernels,
    private readonly interner: Interner,
    budget = OUTPUT_BUDGET,
  ) {
    this.cache = new OutputCache(kernels, budget);
  }

  /** Throws the signal's reason when cancelled, and KernelError when the device is lost; what had run stays. */
  async run(checked: Checked, { signal, pause, onNode }: RunOptions): Promise<readonly NodeRun[]> {
    const keys = outputKeys(checked, this.interner);
    const values = new Map<string, Outputs>();
    const runs: NodeRun[] = [];
    let resumed = performance.now();
    for (const node of checked.nodes.values()) {
      const key = keys.get(node.id);
      if (key === undefined) continue;
      if (performance.now() - resumed > SLICE) {
        await pause();
        resumed = performance.now();
      }
      signal.throwIfAborted();
      const run = this.runNode(checked, node, key, values);
      runs.push(run);
      onNode?.(run);
    }
    this.current = values;
    this.cache.trim(new Set(keys.values()));
    return runs;
  }

  /** Cells of an output of the last run; undefined when it did not run. */
  async read(node: string, port: string): Promise<Tensor | undefined> {
    const buffer = this.current.get(node)?.[port];
    return buffer && tensor(buffer.shape, await this.kernels.read(buffer));
  }

  /** Frees every value. */
  close(): void {
    this.current = new Map();
    this.cache.clear();
  }

  private runNode(checked: Checked, node: CheckedNode, key: number, values: Map<string, Outputs>): NodeRun {
    const inputs = Object.values(node.wires).flat();
    if (inputs.some((edge) => !values.has(edge.source))) return { id: node.id, state: 'waiting', ms: 0 };
    const kept = this.cache.get(key);
    if (kept) {
      values.set(node.id, kept);
      return { id: node.id, state: 'kept', ms: 0, key };
    }
    const start = performance.now();
    try {
      const outputs = this.compute(checked, node, values);
      this.cache.set(key, outputs);
      values.set(node.id, outputs);
      return { id: node.id, state: 'ran', ms: performance.now() - start, key };
    } catch (error) {
      if (!(error instanceof KernelError) || error.lost) throw error;
      const problem: Problem = {
        node: node.id,
        code: 'kernel',
        message: `This node could not be computed on ${error.backend}`,
        detail: `${error.op}: ${error.message}`,
        advice: 'Choose another backend.',
      };
      return { id: node.id, state: 'failed', ms: performance.now() - start, problem };
    }
  }

  private compute(checked: Checked, node: CheckedNode, values: ReadonlyMap<string, Outputs>): Outputs {
    const { program } = node.traced as NonNullable<CheckedNode['traced']>;
    const owned: Buffer[] = [];
    const upload = (value: Tensor): Buffer => {
      const buffer = this.kernels.upload(value);
      owned.push(buffer);
      return buffer;
    };
    try {
      const inputs = program.inputs.map(
        ({ name }) => wired(node, name, values) ?? upload(brought(checked, node, name)),
      );
      return execute(program, this.kernels, inputs, checked.sizes);
    } finally {
      for (const buffer of owned) this.kernels.free(buffer);
    }
  }
}

/** The value on a port (`port`, or `port.k` of one that grows). */
function wired(node: CheckedNode, name: string, values: ReadonlyMap<string, Outputs>): Buffer | undefined {
  const [port, k] = name.split('.') as [string, string?];
  const edge = node.wires[port]?.[k === undefined ? 0 : Number(k)];
  return edge && values.get(edge.source)?.[edge.sourcePort];
}

/** The weight or constant behind a Program input. */
function brought({ graph, sizes }: Checked, node: CheckedNode, name: string): Tensor {
  const [kind, own] = name.split(':') as [string, string];
  const weight = node.traced?.weights[own];
  if (kind === 'weight' && weight) return weightTensor(graph, weightName(node, own), weight, sizes);
  const constant = node.source?.constants[own];
  if (!constant) throw new Error(`${node.id}: nothing feeds ${name}`);
  return tensor(shapeOf(constant.dims, sizes), constant.data);
}
