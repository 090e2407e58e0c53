// Training inside the engine worker: takes its requests, steps while nothing else is asked, and tells how it goes. Loaded with the first of them.
import { Traces } from '../execution/traces';
import type { Graph } from '../graph/graph';
import type { Kernels } from '../kernels/kernel';
import { nodeType } from '../nodes/registry';
import type { PlanOptions } from '../training/datasets';
import { planTraining, type TrainingPlan } from '../training/plan';
import { TrainingRefusal } from '../training/refusal';
import { packed } from '../training/row';
import { Trainer } from '../training/trainer';
import { type Watching, watching } from '../training/watching';
import { Pace } from './pace';
import { pause } from './pause';
import type { StepReport, TrainingReply, TrainingRequest } from './trainingMessages';

type Of<K extends TrainingRequest['kind']> = Extract<TrainingRequest, { kind: K }>;

export interface TrainingHost {
  say(reply: TrainingReply, transfer?: Transferable[]): void;
  /** Makes a device; says which came where another was wanted. */
  device(wanted: Of<'train-start'>['backend']): Promise<Device>;
}

interface Device {
  readonly kernels: Kernels;
  readonly fallback?: string;
}

/** Milliseconds of work before messages are let in. */
const SLICE = 12;
/** Milliseconds between reports, and between weights that are sent unasked. */
const REPORT = 200;
const KEEP = 20_000;

export class TrainingWork {
  private session: Session | undefined;
  private last: Promise<void> = Promise.resolve();
  constructor(private readonly host: TrainingHost) {}

  /** Requests are taken in the order in which they came. `graph` is what the page shows, for a start. */
  take(request: TrainingRequest, graph: Graph): Promise<void> {
    const taken = this.last.then(() => this.act(request, graph));
    this.last = taken.catch(() => {});
    return taken;
  }

  private async act(request: TrainingRequest, graph: Graph): Promise<void> {
    if (request.kind === 'train-start') await this.start(request, graph);
    else if (request.training === this.session?.training) await this.session.take(request);
  }

  private async start(request: Of<'train-start'>, graph: Graph): Promise<void> {
    const { training } = request;
    await this.session?.stop();
    this.session = undefined;
    const options: PlanOptions = { nodeType, traces: new Traces() };
    try {
      const plan = planTraining(graph, request.settings, options);
      if (request.from) packed(request.from, plan.step.places);
      const device = await this.host.device(request.backend);
      this.session = new Session(request, graph, plan, options, device, this.host);
    } catch (error) {
      const nodes = error instanceof TrainingRefusal ? error.nodes : [];
      this.host.say({ kind: 'train-refused', training, message: messageOf(error), nodes });
      return;
    }
    this.session.begin(request.paused ?? false);
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

class Session {
  readonly training: number;
  private readonly trainer: Trainer;
  private readonly kernels: Kernels;
  private readonly fallback: string | undefined;
  private going: Promise<void> | undefined;
  private wanted = false;
  private watch: { readonly ports: readonly string[]; program?: Watching | undefined };
  private steps: StepReport[] = [];
  private score: (NonNullable<Awaited<ReturnType<Trainer['score']>>> & { readonly step: number }) | undefined;
  private readonly paces = {
    score: new Pace(500),
    values: new Pace(250),
    report: new Pace(REPORT),
    keep: new Pace(KEEP, { later: true }),
  };
  private speed = { since: 0, steps: 0, perSecond: 0 };

  constructor(
    request: Of<'train-start'>,
    private readonly graph: Graph,
    private readonly plan: TrainingPlan,
    private readonly options: PlanOptions,
    { kernels, fallback }: Device,
    private readonly host: TrainingHost,
  ) {
    this.training = request.training;
    this.watch = { ports: request.watch };
    this.kernels = kernels;
    this.fallback = fallback;
    this.trainer = new Trainer(plan, kernels, pause, request.from);
  }

  begin(paused: boolean): void {
    const { step, datasets } = this.plan;
    const sizes = datasets.map(({ data }) => [data.training.size, data.heldOut.size] as const);
    const least = (k: 0 | 1): number => Math.min(...sizes.map((size) => size[k]));
    const learned = least(0);
    this.host.say({
      kind: 'train-ready',
      training: this.training,
      backend: this.kernels.backend,
      ...(this.fallback === undefined ? {} : { fallback: this.fallback }),
      weights: step.places.map(({ name }) => name),
      parameters: step.parameters,
      ...(sizes.length > 0
        ? { examples: { training: Number.isFinite(learned) ? learned : ('drawn' as const), heldOut: least(1) } }
        : {}),
    });
    if (!paused) this.go();
    else this.guarded(() => this.showAll());
  }

  async take(request: Exclude<TrainingRequest, { kind: 'train-start' }>): Promise<void> {
    if (request.kind === 'train-resume') this.go();
    else if (request.kind === 'train-pause') await this.halt('asked');
    else if (request.kind === 'train-settings') {
      this.trainer.settings = { ...this.trainer.settings, ...request.settings };
    } else if (request.kind === 'train-watch') {
      this.watch = { ports: request.watch };
      if (!this.going) await this.guarded(() => this.sendValues());
    } else if (request.kind === 'train-weights') await this.guarded(() => this.sendWeights(request.request));
    else if (request.kind === 'train-step') await this.single();
    else if (request.kind === 'train-reset') await this.reset();
    else await this.stop();
  }

  /** Ends it and frees the device. */
  async stop(): Promise<void> {
    await this.halt();
    this.trainer.close();
    this.kernels.dispose();
  }

  private go(): void {
    if (this.going) return;
    this.wanted = true;
    this.going = this.guarded(() => this.loop()).finally(() => {
      this.going = undefined;
    });
  }

  /** Waits for the step in progress. `why` is told, with everything as it is then. */
  private async halt(why?: 'asked'): Promise<void> {
    this.wanted = false;
    await this.going;
    if (why) await this.guarded(() => this.rest(why));
  }

  private async single(): Promise<void> {
    await this.halt();
    await this.guarded(async () => {
      if (await this.step()) await this.rest('asked');
    });
  }

  private async reset(): Promise<void> {
    await this.halt();
    this.trainer.reset();
    this.steps = [];
    this.score = undefined;
    await this.guarded(() => this.rest('asked'));
  }

  private async loop(): Promise<void> {
    this.speed = { since: performance.now(), steps: 0, perSecond: this.speed.perSecond };
    let resumed = performance.now();
    while (this.wanted && this.trainer.taken < this.trainer.settings.steps) {
      if (!(await this.step())) return;
      await this.tell();
      if (performance.now() - resumed < SLICE) continue;
      await pause();
      resumed = performance.now();
    }
    if (this.wanted) await this.rest('done');
  }

  /** False when it diverged, which is told. */
  private async step(): Promise<boolean> {
    const report = await this.trainer.step();
    if ('where' in report) {
      this.progress();
      this.host.say({ kind: 'train-diverged', training: this.training, ...report });
      return false;
    }
    this.steps.push(report);
    this.speed.steps += 1;
    return true;
  }

  /** What is due by now. */
  private async tell(): Promise<void> {
    await this.paces.score.run(() => this.judge());
    await this.paces.values.run(() => this.sendValues());
    await this.paces.keep.run(() => this.sendWeights());
    await this.paces.report.run(async () => this.progress());
  }

  private async rest(why: 'done' | 'asked'): Promise<void> {
    await this.showAll();
    await this.sendWeights();
    this.host.say({ kind: 'train-paused', training: this.training, step: this.trainer.taken, why });
  }

  private async showAll(): Promise<void> {
    await this.judge();
    await this.sendValues();
    this.progress();
  }

  private async judge(): Promise<void> {
    const score = await this.trainer.score();
    this.score = score && { ...score, step: this.trainer.taken };
  }

  private progress(): void {
    const now = performance.now();
    if (this.speed.steps > 0 && now > this.speed.since) {
      this.speed = { since: now, steps: 0, perSecond: (1000 * this.speed.steps) / (now - this.speed.since) };
    }
    const { steps, score, training } = this;
    const heldOut = score ? { heldOut: score } : {};
    this.host.say({ kind: 'train-progress', training, steps, stepsPerSecond: this.speed.perSecond, ...heldOut });
    this.steps = [];
  }

  private async sendValues(): Promise<void> {
    const { ports } = this.watch;
    if (ports.length === 0) return;
    this.watch.program ??= watching(this.graph, ports, this.plan.step.places, this.options);
    const { program } = this.watch;
    if (!program) return;
    const step = this.trainer.taken;
    const values = await this.trainer.evaluate(program.program, program.checked.sizes, program.feeds);
    this.host.say({ kind: 'train-values', training: this.training, step, values }, buffersOf(values));
  }

  private async sendWeights(request?: number): Promise<void> {
    const step = this.trainer.taken;
    const weights = await this.trainer.read();
    const asked = request === undefined ? {} : { request };
    this.host.say({ kind: 'train-weights', training: this.training, step, weights, ...asked }, buffersOf(weights));
  }

  /** A device that fails ends the training, in words. */
  private async guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.wanted = false;
      this.host.say({ kind: 'train-failed', training: this.training, message: messageOf(error) });
    }
  }
}

const buffersOf = (tensors: Readonly<Record<string, { readonly data: Float32Array }>>): Transferable[] => [
  ...new Set(Object.values(tensors).map(({ data }) => data.buffer as ArrayBuffer)),
];
