// Runs a checked graph on one device in topological order, and only what an edit changed and somebody needs.
import { type Buffer, KernelError, type Kernels, type Turn } from '../kernels/kernel';
import type { Program } from '../ops/program';
import { shortened, start } from '../passes/execute';
import { shapeOf } from '../tensor/dim';
import { type Tensor, tensor } from '../tensor/tensor';
import type { Checked, CheckedNode } from './checked';
import { groupProblem } from './cost';
import { type Group, type GroupProgram, groupProgram } from './groups';
import { feedKey, type Interner, outputKeys } from './keys';
import { type Measured, measuredInside, Stopwatch } from './measure';
import { NodeKernelError } from './nodeKernelError';
import { OutputCache, type Outputs } from './outputs';
import { type Plan, planOf } from './plan';
import type { Problem } from './problem';
import { edgeAt, sourcesOf } from './sourcesOf';
import { weightName, weightTensor } from './weights';

export const OUTPUT_BUDGET = 256 * 2 ** 20;

export interface NodeRun {
  readonly id: string;
  /** `kept`: nothing had to run. */
  readonly state: 'ran' | 'kept' | 'failed' | 'waiting';
  /** What its value took, in this run or in the one that it is kept from; absent where there is none of its own. */
  readonly measured?: Measured;
  /** Equal keys mean equal cells; absent when there are none. */
  readonly key?: number;
  /** The node that it ran inside of: its own values were never written down, and its time is that node's. */
  readonly within?: string;
  readonly problem?: Problem;
}

export interface RunOptions {
  readonly signal: AbortSignal;
  /** Lets messages in; called when work has gone on for a while. */
  readonly pause: () => Promise<void>;
  readonly onNode?: (run: NodeRun) => void;
  /** Ports whose values are wanted, as `<node>.<port>`; all if absent. */
  readonly watch?: ReadonlySet<string>;
  /** Waits for the device after every node, so that each one's time is its own. */
  readonly measure?: boolean;
  /** Another backend waits: a kernel that cannot be had ends the run, as NodeKernelError. */
  readonly elsewhere?: boolean;
}

/** Milliseconds of work between two pauses. */
const SLICE = 12;
/** Linked groups that are remembered. */
const MOST_GROUPS = 256;

/** What feeds an input of a Program that runs: the node, as it is in this run, and its name for it. */
interface Feed {
  readonly node: CheckedNode;
  readonly name: string;
}

interface Linked {
  readonly program: Program;
  readonly feeds: readonly Feed[];
}

/** One run on its way. */
interface Run extends Plan {
  readonly checked: Checked;
  readonly keys: ReadonlyMap<string, number>;
  readonly options: RunOptions;
  readonly values: Map<string, Outputs>;
  /** When the last pause ended. */
  resumed: number;
}

export class Executor {
  private readonly cache: OutputCache;
  private current: ReadonlyMap<string, number> = new Map();
  /** By what it gave. */
  private readonly took = new WeakMap<Outputs, Measured>();
  private readonly linked = new Map<string, GroupProgram & { readonly group: Group }>();

  constructor(
    readonly kernels: Kernels,
    private readonly interner: Interner,
    budget = OUTPUT_BUDGET,
  ) {
    this.cache = new OutputCache(kernels, budget);
  }

  /** Throws the signal's reason when cancelled, and KernelError when the device is lost; what had run stays. */
  async run(checked: Checked, options: RunOptions): Promise<readonly NodeRun[]> {
    const keys = outputKeys(checked, this.interner);
    this.cache.begin();
    const has = (key: number): boolean => this.cache.has(key);
    const plan = planOf(checked, keys, {
      watch: options.watch,
      has,
      before: this.current,
      apart: options.measure === true,
    });
    const run: Run = { ...plan, checked, keys, options, values: new Map(), resumed: performance.now() };
    const runs: NodeRun[] = [];
    this.current = keys;
    for (const group of plan.groups) {
      await breathe(run);
      for (const node of await this.runGroup(run, group)) {
        runs.push(node);
        options.onNode?.(node);
      }
      this.cache.trim((key) => run.watched.has(key) || (run.readers.get(key) ?? 0) > 0);
    }
    return runs;
  }

  /** Cells of an output of the last run; undefined when it did not run, or its value was not kept. */
  async read(node: string, port: string): Promise<Tensor | undefined> {
    const key = this.current.get(node);
    const buffer = key === undefined ? undefined : this.cache.get(key)?.[port];
    return buffer && tensor(buffer.shape, await this.kernels.read(buffer));
  }

  /** Frees every value. */
  close(): void {
    this.current = new Map();
    this.cache.clear();
  }

  private async runGroup(run: Run, group: Group): Promise<NodeRun[]> {
    const { id } = group.at(-1) as CheckedNode;
    const key = run.keys.get(id) as number;
    const all = (state: NodeRun['state'], own: Omit<NodeRun, 'id' | 'state'>): NodeRun[] => [
      ...group.slice(0, -1).map((node) => ({ id: node.id, state, within: id })),
      { id, state, ...own },
    ];
    const kept = this.cache.get(key);
    if (kept) {
      run.values.set(id, kept);
      return all('kept', { key, measured: this.took.get(kept) as Measured });
    }
    if (!run.needed.has(id)) return all('kept', {});
    const linked = this.link(run, group);
    if (linked.feeds.some(({ node, name }) => isMissing(run, node, name))) return all('waiting', {});
    const refused = groupProblem(group, shortened(linked.program, this.kernels, run.checked.sizes), run.checked.sizes);
    if (refused) return all('failed', { problem: refused });
    const work = new Stopwatch(this.kernels, run.options.measure === true);
    try {
      const outputs = await this.compute(run, linked, work);
      const measured = work.stop();
      this.cache.set(key, outputs);
      this.took.set(outputs, measured);
      if (run.options.measure && group.some(({ type }) => type?.container)) await this.lookInside(run, linked, outputs);
      run.values.set(id, outputs);
      for (const source of group.flatMap(sourcesOf)) {
        const read = run.keys.get(source) as number;
        run.readers.set(read, (run.readers.get(read) ?? 0) - 1);
      }
      return all('ran', { measured: this.took.get(outputs) as Measured, key });
    } catch (error) {
      return all('failed', { problem: kernelProblem(run, group.at(-1) as CheckedNode, error) });
    }
  }

  /** The Program of a group, remembered while its nodes compute the same; what feeds it is read off the nodes of this run. */
  private link({ checked }: Run, group: Group): Linked {
    const key = group.map(({ id }) => id).join();
    const known = this.linked.get(key);
    const same = known?.group.every((node, i) => node.traced === group[i]?.traced && sameWires(node, group[i]));
    const linked = known && same ? known : { ...groupProgram(group, checked.sizes), group };
    this.linked.delete(key);
    this.linked.set(key, linked);
    const [oldest] = this.linked.keys();
    if (oldest !== undefined && this.linked.size > MOST_GROUPS) this.linked.delete(oldest);
    const feeds = linked.feeds.map(({ at, name }): Feed => ({ node: group[at] as CheckedNode, name }));
    return { program: linked.program, feeds };
  }

  /** Runs a container again for the time of each node inside. */
  private async lookInside(run: Run, linked: Linked, outputs: Outputs): Promise<void> {
    const first = this.took.get(outputs) as Measured;
    const measured = await measuredInside(this.kernels, first, async (work) => {
      const again = await this.compute(run, linked, work, work.turn);
      for (const buffer of Object.values(again)) this.kernels.free(buffer);
    });
    this.took.set(outputs, measured);
  }

  private async compute(run: Run, { program, feeds }: Linked, work: Stopwatch, turn?: Turn): Promise<Outputs> {
    const inputs = work.time(() => feeds.map((feed) => wired(run, feed) ?? this.brought(run, feed)));
    const running = start(program, this.kernels, inputs, run.checked.sizes, turn);
    try {
      for (;;) {
        const { done, value } = work.time(() => running.next());
        if (done) return value;
        await breathe(run);
      }
    } finally {
      running.return({});
    }
  }

  /** A weight or a constant stays on the device as outputs do: running its node again brings nothing there. */
  private brought({ checked }: Run, { node, name }: Feed): Buffer {
    const key = feedKey(checked, node, name, this.interner);
    const kept = this.cache.get(key)?.[name];
    if (kept) return kept;
    const buffer = this.kernels.upload(brought(checked, node, name));
    this.cache.set(key, { [name]: buffer });
    return buffer;
  }
}

async function breathe(run: Run): Promise<void> {
  if (performance.now() - run.resumed > SLICE) {
    await run.options.pause();
    run.resumed = performance.now();
  }
  run.options.signal.throwIfAborted();
}

const sameWires = (a: CheckedNode, b: CheckedNode | undefined): boolean =>
  a.wires === b?.wires || JSON.stringify(a.wires) === JSON.stringify(b?.wires);

const wired = ({ values }: Run, { node, name }: Feed): Buffer | undefined => {
  const edge = edgeAt(node, name);
  return edge && values.get(edge.source)?.[edge.sourcePort];
};

const isMissing = (run: Run, node: CheckedNode, name: string): boolean =>
  edgeAt(node, name) !== undefined && wired(run, { node, name }) === undefined;

/** What a person should know of a kernel that cannot be had; thrown where another backend may have it. */
function kernelProblem({ options, checked }: Run, node: CheckedNode, error: unknown): Problem {
  if (!(error instanceof KernelError) || error.lost) throw error;
  if (options.elsewhere) throw new NodeKernelError(node, checked.sizes, error);
  return {
    node: node.id,
    code: 'kernel',
    message: `This node could not be computed on ${error.backend}`,
    detail: `${error.op}: ${error.message}`,
    advice: 'Choose another backend.',
  };
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
