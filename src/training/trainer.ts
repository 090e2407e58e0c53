// Trains on one device: weights and the optimizer's states stay there from step to step. Knows no worker and no page.
import type { Feed } from '../execution/link';
import type { Buffer, Kernels } from '../kernels/kernel';
import type { Program } from '../ops/program';
import { start } from '../passes/execute';
import type { Sizes } from '../tensor/dim';
import { type Tensor, tensor } from '../tensor/tensor';
import { batchesOf } from './batches';
import { dataOf } from './datasets';
import { type Divergence, whatDiverged } from './divergence';
import { type Score, scoreOf } from './judging';
import { masksOf } from './masks';
import { optimizers } from './optimizers';
import type { TrainingPlan } from './plan';
import { packed, unpacked } from './row';
import { learningRateAt } from './schedule';
import { clipOf } from './step';

export interface StepReport {
  /** 1 for the first. */
  readonly step: number;
  readonly loss: number;
  /** Of all gradients together, before clipping. */
  readonly gradientNorm: number;
  readonly learningRate: number;
}

export type Pause = () => Promise<void>;

/** Milliseconds of work between two pauses. */
const SLICE = 12;

export class Trainer {
  /** Steps taken. */
  taken = 0;
  settings: TrainingPlan['settings'];
  private weights: Buffer;
  private states: Buffer[];
  /** The weights that the last finite loss was computed with, and the steps that made them. */
  private good: { readonly weights: Buffer; readonly taken: number } | undefined;
  private readonly first: Float32Array;
  private readonly constants = new Map<string, Buffer>();
  private readonly batches: ReturnType<typeof batchesOf>[];

  /** Throws RangeError when `from` lacks a weight or has one of another shape. */
  constructor(
    readonly plan: TrainingPlan,
    readonly kernels: Kernels,
    private readonly pause: Pause,
    from?: Readonly<Record<string, Tensor>>,
  ) {
    this.settings = plan.settings;
    this.first = packed(
      from ?? Object.fromEntries(plan.feeds.map(({ name, value }) => [name, value])),
      plan.step.places,
    );
    this.batches = plan.datasets.map(({ data }) => batchesOf(data, plan.settings.batch, plan.settings.seed));
    this.weights = this.row(this.first);
    this.states = this.zeros();
  }

  /** One optimizer step. When loss or gradient is no number, the last good weights are back and the divergence says where. */
  async step(): Promise<StepReport | Divergence> {
    const { step: program, checked } = this.plan;
    const number = this.taken + 1;
    const rate = learningRateAt(this.settings, number);
    const scalars = {
      clip: clipOf(this.settings),
      ...optimizers[this.settings.optimizer].scalars(this.settings, rate, number),
    };
    const data = dataOf(this.plan.datasets, (_data, k) => this.batches[k]?.(number) ?? []);
    const masks = masksOf(program.masks, checked.sizes, this.settings.seed, number);
    const states = new Map(program.states.map((name, k) => [name, this.states[k] as Buffer]));
    const outputs = await this.run(program.program, checked.sizes, this.plan.feeds, (name) => {
      if (name === 'weights') return this.weights;
      const scalar = scalars[name as keyof typeof scalars];
      if (scalar !== undefined) return tensor([], [scalar]);
      return states.get(name) ?? masks.get(name) ?? data.get(name);
    });
    const [loss = Number.NaN, gradientNorm = Number.NaN] = await this.taking(outputs.report);
    if (!Number.isFinite(loss) || !Number.isFinite(gradientNorm)) return this.diverged(number, outputs, data);
    if (this.good) this.kernels.free(this.good.weights);
    this.good = { weights: this.weights, taken: this.taken };
    for (const state of this.states) this.kernels.free(state);
    this.weights = outputs.weights as Buffer;
    this.states = program.states.map((name) => outputs[name] as Buffer);
    this.taken = number;
    return { step: number, loss, gradientNorm, learningRate: rate };
  }

  /** The score of the held-out examples with the weights as they are; undefined where nothing is held out. */
  async score(): Promise<Score | undefined> {
    const { judging } = this.plan;
    if (!judging?.program.outputs.predicted) return undefined;
    const outputs = await this.run(judging.program, judging.checked.sizes, judging.feeds, (name) =>
      name === 'weights' ? this.weights : judging.data.get(name),
    );
    const predicted = await this.taking(outputs.predicted);
    const target = await this.taking(outputs.target);
    const valid = outputs.valid && (await this.taking(outputs.valid));
    return scoreOf(predicted, target, valid, judging);
  }

  /** By `<node>.<weight>`. */
  async read(): Promise<Record<string, Tensor>> {
    return unpacked(await this.kernels.read(this.weights), this.plan.step.places);
  }

  /** Back to step 0 and the weights it began with. */
  reset(): void {
    this.replace(this.row(this.first), 0);
  }

  /** Runs a Program that takes the weights as one row (`onRow`) and reads what it gives. */
  async evaluate(program: Program, sizes: Sizes, feeds: readonly Feed[]): Promise<Record<string, Tensor>> {
    const outputs = await this.run(program, sizes, feeds, (name) => (name === 'weights' ? this.weights : undefined));
    const read: Record<string, Tensor> = {};
    for (const [name, buffer] of Object.entries(outputs)) {
      read[name] = tensor(buffer.shape, await this.kernels.read(buffer));
      this.kernels.free(buffer);
    }
    return read;
  }

  /** Frees everything on the device, which belongs to whoever made it. */
  close(): void {
    for (const buffer of [this.weights, ...this.states, ...this.constants.values()]) this.kernels.free(buffer);
    if (this.good) this.kernels.free(this.good.weights);
    this.states = [];
    this.constants.clear();
    this.good = undefined;
  }

  private async diverged(
    step: number,
    outputs: Readonly<Record<string, Buffer>>,
    data: ReadonlyMap<string, Tensor>,
  ): Promise<Divergence> {
    for (const name of ['weights', ...this.plan.step.states]) this.kernels.free(outputs[name] as Buffer);
    const found = await whatDiverged(this.plan, step, await this.read(), data, this.kernels);
    const { good } = this;
    this.good = undefined;
    if (good) this.replace(good.weights, good.taken);
    return { ...found, kept: this.taken };
  }

  private replace(weights: Buffer, taken: number): void {
    for (const buffer of [this.weights, ...this.states]) this.kernels.free(buffer);
    this.weights = weights;
    this.states = this.zeros();
    this.taken = taken;
  }

  private row = (cells: Float32Array): Buffer => this.kernels.upload(tensor([cells.length], cells.slice()));

  private zeros = (): Buffer[] =>
    this.plan.step.states.map(() => this.row(new Float32Array(this.plan.step.parameters)));

  /** Runs a Program whose inputs are found by name: buffers that are kept, tensors for this once, or what the graph holds. */
  private async run(
    program: Program,
    sizes: Sizes,
    feeds: readonly Feed[],
    find: (name: string) => Buffer | Tensor | undefined,
  ): Promise<Record<string, Buffer>> {
    const held = new Map(feeds.map(({ name, value }) => [name, value]));
    const once: Buffer[] = [];
    const inputs = program.inputs.map(({ name }) => {
      const given = find(name);
      if (!given) return this.constant(name, held);
      if ('storage' in given) return given;
      const buffer = this.kernels.upload(given);
      once.push(buffer);
      return buffer;
    });
    try {
      return await inSlices(start(program, this.kernels, inputs, sizes), this.pause);
    } finally {
      for (const buffer of once) this.kernels.free(buffer);
    }
  }

  private constant(name: string, held: ReadonlyMap<string, Tensor>): Buffer {
    const value = held.get(name);
    if (!value) throw new Error(`nothing feeds ${name}`);
    const key = `${name} ${value.shape.join()}`;
    const known = this.constants.get(key) ?? this.kernels.upload(value);
    this.constants.set(key, known);
    return known;
  }

  private async taking(buffer: Buffer | undefined): Promise<Float32Array> {
    if (!buffer) throw new Error('a Program gave less than it says');
    try {
      return await this.kernels.read(buffer);
    } finally {
      this.kernels.free(buffer);
    }
  }
}

/** Lets messages in between slices; what was held is freed when that throws. */
async function inSlices<T>(running: Generator<void, T, void>, pause: Pause): Promise<T> {
  let resumed = performance.now();
  try {
    for (;;) {
      const { done, value } = running.next();
      if (done) return value;
      if (performance.now() - resumed < SLICE) continue;
      await pause();
      resumed = performance.now();
    }
  } finally {
    running.return(undefined as T);
  }
}
