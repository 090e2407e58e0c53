// Training as the page knows it: starts and pauses it in the engine, shows how it goes, and keeps what it learned.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Checked } from '../execution/checked';
import type { Graph, WeightEntry } from '../graph/graph';
import { type TrainingPart, trainingSettings } from '../graph/training';
import { sizeOf } from '../tensor/dim';
import { count } from '../tensor/tensor';
import type { EngineClient } from '../worker/client';
import type { PortName } from '../worker/messages';
import type { TrainingReply, TrainingRequest, WeightsMessage } from '../worker/trainingMessages';
import { type Checkpoint, type CheckpointStorage, fits } from './checkpoints';
import type { DocumentStore } from './documentStore';
import { Following } from './following';
import type { RunStore } from './runStore';
import {
  computesTheSame,
  hasExplicitWeights,
  learned,
  withoutTraining,
  withTraining,
  withWeights,
} from './trainedGraph';
import { afterReply, begun, IDLE, restarted, type TrainingFigures } from './trainingState';

export interface TrainingParts {
  readonly document: DocumentStore;
  readonly run: RunStore;
  readonly engine: EngineClient;
  readonly storage: CheckpointStorage;
}

export interface TrainingState extends TrainingFigures {
  /** All that the browser keeps, the newest first. */
  readonly checkpoints: readonly Checkpoint[];
  /** The one with which a training ended that the page was closed in. */
  readonly interrupted?: Checkpoint | undefined;
  /** The graph is no longer the one that the engine trains, if it trains any: going on is a new start. */
  readonly stale: boolean;
}

/** Settings that a training takes on its way; others need a new start. */
const ON_THE_WAY = ['learningRate', 'schedule', 'warmUp', 'clip', 'steps'];

const automaticId = ({ title = '' }: Graph): string => `automatic ${title}`;
/** Values up to this many cells follow the training on the canvas. */
const SMALL = 16_384;

type Taken = Pick<Checkpoint, 'id' | 'name' | 'automatic' | 'unfinished' | 'step' | 'weights'>;

export class Training {
  readonly state: StoreApi<TrainingState> = createStore<TrainingState>()(() => ({
    ...IDLE,
    checkpoints: [],
    stale: false,
  }));
  /** What answers have to be of; 0 for none. */
  private training = 0;
  /** The graph that it learns. */
  private taught: Checked;
  /** An edit that is made here is no edit of a person. */
  private own = false;
  /** How weights were drawn before they were learned. */
  private readonly drawn = new Map<string, WeightEntry>();
  private readonly follow: Following;
  private readonly ends: (() => void)[];

  constructor(private readonly parts: TrainingParts) {
    const { document, engine, run } = parts;
    this.taught = document.getState().checked;
    this.follow = new Following(run);
    this.ends = [
      engine.onTraining((reply) => this.hear(reply)),
      document.subscribe((now, before) => {
        if (now.opened !== before.opened) this.leave();
        else if (!this.own && !computesTheSame(now.graph, before.graph)) this.edited();
      }),
    ];
    void this.begin();
  }

  /** From the weights that the graph has, or from newly drawn ones. */
  start(from: 'graph' | 'scratch'): void {
    const { document, engine, run } = this.parts;
    if (from === 'scratch' && hasExplicitWeights(document.getState().graph))
      this.edit((graph) => withoutTraining(graph, this.drawn));
    const { graph, checked } = document.getState();
    const settings = trainingSettings(graph.training);
    this.state.setState((state) => ({ ...begun(state, settings), interrupted: undefined, stale: false }));
    this.taught = checked;
    this.training = engine.train(graph, { backend: run.getState().choice, settings, watch: watched(document) });
  }

  pause(why?: string): void {
    const { phase } = this.state.getState();
    if (phase !== 'running' && phase !== 'starting') return;
    this.state.setState({ message: why });
    this.send({ kind: 'train-pause', training: this.training });
  }

  resume(): void {
    const { phase, stale } = this.state.getState();
    if (stale || phase !== 'paused') {
      this.start('graph');
      return;
    }
    this.state.setState({ phase: 'running', message: undefined });
    this.send({ kind: 'train-resume', training: this.training });
  }

  /** One step while paused. */
  step(): void {
    const { phase, stale } = this.state.getState();
    if (phase !== 'paused' || stale) return;
    this.state.setState({ message: undefined });
    this.send({ kind: 'train-step', training: this.training });
    this.send({ kind: 'train-weights', training: this.training, request: 1 });
  }

  /** Back to step 0 and the weights it began with. */
  reset(): void {
    if (this.state.getState().stale) return;
    this.send({ kind: 'train-reset', training: this.training });
    this.send({ kind: 'train-weights', training: this.training, request: 1 });
    this.state.setState(restarted);
  }

  /** An edit of the graph's settings; a training that goes on takes it over where it can. */
  change(part: TrainingPart): void {
    this.edit((graph) => withTraining(graph, part), 'training settings');
    const { phase, current } = this.state.getState();
    const settings = trainingSettings(this.parts.document.getState().graph.training);
    if (current) this.state.setState({ current: { ...current, settings } });
    if (phase !== 'running' && phase !== 'paused' && phase !== 'starting') return;
    const live = Object.entries(part).filter(([name]) => ON_THE_WAY.includes(name));
    if (live.length < Object.keys(part).length) {
      this.state.setState({ stale: true });
      this.pause('Paused: with this setting training starts anew, from what it has learned.');
    } else {
      this.send({ kind: 'train-settings', training: this.training, settings: Object.fromEntries(live) });
    }
  }

  async keep(name: string): Promise<void> {
    const { weights } = this.state.getState();
    if (!weights) return;
    await this.save({ id: crypto.randomUUID(), name, automatic: false, unfinished: false, ...weights });
  }

  async rename(id: string, name: string): Promise<void> {
    const found = this.state.getState().checkpoints.find((checkpoint) => checkpoint.id === id);
    if (!found || name.trim() === '') return;
    await this.parts.storage.put({ ...found, name: name.trim() });
    await this.load();
  }

  /** Its weights become those of the graph, as one step that can be undone. What trained until then is given up. */
  restore(checkpoint: Checkpoint): void {
    const { phase } = this.state.getState();
    this.giveUp();
    if (phase === 'running' || phase === 'starting') {
      this.state.setState({ phase: 'paused', message: 'Paused: a checkpoint was restored.' });
    }
    this.tellRun();
    this.take((graph) => withWeights(graph, checkpoint.weights));
    this.dismiss();
  }

  async remove(id: string): Promise<void> {
    await this.parts.storage.remove(id);
    await this.load();
  }

  /** The training that the page was closed in is no longer spoken of; its checkpoint stays. */
  dismiss(): void {
    const { interrupted } = this.state.getState();
    this.state.setState({ interrupted: undefined });
    if (interrupted) void this.parts.storage.put({ ...interrupted, unfinished: false });
  }

  clearEarlier(): void {
    this.state.setState({ earlier: [] });
  }

  dispose(): void {
    for (const end of this.ends) end();
  }

  private send(request: TrainingRequest): void {
    this.parts.engine.sendTraining(request);
  }

  private edit(change: (graph: Graph) => Graph, tag?: string): void {
    this.own = true;
    try {
      this.parts.document.getState().edit(change, tag === undefined ? 'record' : { merge: tag });
    } finally {
      this.own = false;
    }
  }

  /** Learned weights become those of the graph, which may have been edited since: they are settled as any weights are. */
  private learn(weights: WeightsMessage, tag?: string): void {
    const { options } = this.parts.document.getState();
    this.take((graph) => learned(this.taught, weights, graph, options), tag);
  }

  /** Weights become those of the graph; how they were drawn is remembered for a new start. */
  private take(change: (graph: Graph) => Graph, tag?: string): void {
    for (const [name, entry] of Object.entries(this.parts.document.getState().graph.weights ?? {})) {
      if ('scheme' in entry) this.drawn.set(name, entry);
    }
    this.edit(change, tag);
    this.follow.drop();
  }

  private hear(reply: TrainingReply): void {
    if (reply.training !== this.training) return;
    const was = this.state.getState().phase;
    this.state.setState((state) => afterReply(state, reply));
    this.tellRun();
    const { phase, stale } = this.state.getState();
    if (reply.kind === 'train-values' && !stale) this.follow.show(reply.values);
    if (reply.kind === 'train-failed') this.state.setState({ stale: true });
    if (reply.kind === 'train-weights' || (was === 'running' && phase !== 'running')) this.saveAutomatic();
    if (reply.kind === 'train-weights' || reply.kind === 'train-paused') this.settle();
    if (reply.kind === 'train-diverged') this.send({ kind: 'train-weights', training: this.training, request: 1 });
  }

  /** What runs is said in one place, whatever panel is open. */
  private tellRun(): void {
    const { phase, ready, stepsPerSecond } = this.state.getState();
    const goes = phase === 'running' && ready && stepsPerSecond > 0;
    const { training } = this.parts.run.getState();
    if (goes) this.parts.run.setState({ training: { backend: ready.backend, ms: 1000 / stepsPerSecond } });
    else if (training) this.parts.run.setState({ training: undefined });
  }

  private saveAutomatic(): void {
    const { phase, weights } = this.state.getState();
    const id = automaticId(this.parts.document.getState().graph);
    const unfinished = phase === 'running';
    if (weights) void this.save({ id, name: 'Last automatic', automatic: true, unfinished, ...weights });
  }

  /** What was learned becomes part of the document where training rests: everything else goes on from there. */
  private settle(): void {
    const { phase, weights } = this.state.getState();
    if (!weights || (phase !== 'paused' && phase !== 'done')) return;
    if (holds(this.parts.document.getState().graph, weights.weights)) return;
    this.learn(weights.weights, `training ${this.training}`);
  }

  /** After it diverged or failed: the last good weights become those of the graph. */
  takeKept(): void {
    const { weights } = this.state.getState();
    if (!weights) return;
    this.learn(weights.weights);
    this.state.setState({ phase: 'paused', message: undefined, nodes: [], step: weights.step, stale: true });
  }

  private edited(): void {
    this.state.setState({ stale: true });
    this.follow.drop();
    this.pause('Paused: the graph was edited. Training goes on with the edited graph, from what it has learned.');
  }

  private leave(): void {
    this.giveUp();
    this.drawn.clear();
    const { checkpoints } = this.state.getState();
    this.state.setState({ ...IDLE, checkpoints, stale: true }, true);
    this.tellRun();
  }

  /** What is on its way from the engine is of nobody's interest any more. */
  private giveUp(): void {
    this.send({ kind: 'train-stop', training: this.training });
    this.training = 0;
    this.follow.drop();
    this.state.setState({ stale: true });
  }

  private async begin(): Promise<void> {
    await this.load();
    const { checkpoints, phase } = this.state.getState();
    const found = checkpoints.find(({ unfinished }) => unfinished);
    const { checked } = this.parts.document.getState();
    if (found && phase === 'idle' && fits(checked, found)) this.state.setState({ interrupted: found });
  }

  private async load(): Promise<void> {
    this.state.setState({ checkpoints: await this.parts.storage.all() });
  }

  private async save(taken: Taken): Promise<void> {
    const { last, current } = this.state.getState();
    const score = current?.scores.at(-1);
    await this.parts.storage.put({
      ...taken,
      of: this.parts.document.getState().graph.title ?? '',
      steps: current?.settings.steps ?? taken.step,
      at: Date.now(),
      ...(last ? { loss: last.loss } : {}),
      ...(score ? { exactMatch: score.exactMatch } : {}),
    });
    await this.load();
  }
}

const holds = ({ weights = {} }: Graph, taught: WeightsMessage): boolean =>
  Object.entries(taught).every(([name, { data }]) => {
    const entry = weights[name];
    return entry !== undefined && 'data' in entry && entry.data.every((cell, i) => Math.fround(cell) === data[i]);
  });

/** Outputs that are small enough to follow step by step. */
function watched(document: DocumentStore): PortName[] {
  const { checked } = document.getState();
  return [...checked.nodes.values()].flatMap(({ id, type, outputs }) =>
    type?.boundary
      ? []
      : Object.entries(outputs).flatMap(([port, { dims }]) => {
          const shape = dims.map((dim) => sizeOf(dim, checked.sizes) ?? 0);
          return count(shape) <= SMALL ? [`${id}.${port}`] : [];
        }),
  );
}
