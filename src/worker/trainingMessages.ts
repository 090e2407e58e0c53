// What page and engine worker say to each other about training. Types only.
import type { TrainingSettings } from '../graph/training';
import type { Backend } from '../kernels/kernel';
import type { GraphChange } from './change';
import type { BackendChoice, PortName } from './messages';

export interface TensorMessage {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** By `<node>.<weight>`. */
export type WeightsMessage = Readonly<Record<string, TensorMessage>>;

/** How well the held-out examples are answered; shares of 0 to 1. */
export interface HeldOutScore {
  /** Examples of which every counted token is right, decoded greedily. */
  readonly exactMatch: number;
  /** Counted tokens that are right. */
  readonly tokenAccuracy: number;
  readonly examples: number;
}

/** Grows with every `train-start`; whatever belongs to an older one is dropped on both sides. */
interface OfTraining {
  readonly training: number;
}

export type TrainingRequest =
  /**
   * Makes everything ready and trains from step 0, or from where `from` was taken. Paused at first when `paused`.
   * `change` is against the graph that the worker has, as in a run.
   */
  | (OfTraining & {
      readonly kind: 'train-start';
      readonly change: GraphChange;
      readonly backend: BackendChoice;
      readonly settings: TrainingSettings;
      /** Weights to start with; those that the graph draws or holds otherwise. */
      readonly from?: WeightsMessage;
      readonly paused?: boolean;
      /** Ports of the graph's own example whose values are sent as it learns. */
      readonly watch: readonly PortName[];
    })
  | (OfTraining & { readonly kind: 'train-pause' })
  | (OfTraining & { readonly kind: 'train-resume' })
  /** One step while paused. */
  | (OfTraining & { readonly kind: 'train-step' })
  /** Back to step 0 and the weights it began with; stays paused. */
  | (OfTraining & { readonly kind: 'train-reset' })
  /** What may change on the way: learning rate, schedule, clip, steps. Anything else needs a new start. */
  | (OfTraining & {
      readonly kind: 'train-settings';
      readonly settings: Partial<Pick<TrainingSettings, 'learningRate' | 'schedule' | 'warmUp' | 'clip' | 'steps'>>;
    })
  | (OfTraining & { readonly kind: 'train-watch'; readonly watch: readonly PortName[] })
  /** Asks for the weights as they are now, for a checkpoint; answered by `train-weights`. */
  | (OfTraining & { readonly kind: 'train-weights'; readonly request: number })
  /** Ends it and frees what it holds. */
  | (OfTraining & { readonly kind: 'train-stop' });

/** One optimizer step. */
export interface StepReport {
  /** 1 for the first. */
  readonly step: number;
  readonly loss: number;
  /** Of all gradients together, before clipping. */
  readonly gradientNorm: number;
  readonly learningRate: number;
}

export type TrainingReply =
  /** Ready to step: what will be trained, how, and on what. */
  | (OfTraining & {
      readonly kind: 'train-ready';
      readonly backend: Backend;
      readonly fallback?: string;
      /** Names of the weights that the loss reaches. */
      readonly weights: readonly string[];
      /** Cells of all of them. */
      readonly parameters: number;
      /** Examples to learn from; absent when the graph holds one example and no dataset. */
      readonly examples?: { readonly training: number | 'drawn'; readonly heldOut: number };
    })
  /** Cannot be trained as it is: one sentence, and what to look at. */
  | (OfTraining & { readonly kind: 'train-refused'; readonly message: string; readonly nodes: readonly string[] })
  /** The steps since the last report: a few a second at most, each with a step or more. */
  | (OfTraining & {
      readonly kind: 'train-progress';
      readonly steps: readonly StepReport[];
      readonly stepsPerSecond: number;
      /** The last score and the step it was taken after; absent without held-out examples. */
      readonly heldOut?: HeldOutScore & { readonly step: number };
    })
  /** The watched ports of the graph's own example, with the weights after `step`. */
  | (OfTraining & {
      readonly kind: 'train-values';
      readonly step: number;
      readonly values: Readonly<Record<PortName, TensorMessage>>;
    })
  | (OfTraining & {
      readonly kind: 'train-weights';
      readonly step: number;
      readonly weights: WeightsMessage;
      /** Of the request; absent when sent unasked: after the last step, on pause, and every 20 seconds. */
      readonly request?: number;
    })
  /** `done`: the last step was taken. `asked`: paused on request, or after a reset. */
  | (OfTraining & { readonly kind: 'train-paused'; readonly step: number; readonly why: 'done' | 'asked' })
  /** Something became infinite or NaN: training stopped, the weights went back to those after `kept`. */
  | (OfTraining & {
      readonly kind: 'train-diverged';
      /** The first step whose loss or gradient is not finite. */
      readonly step: number;
      /** The first node in running order that gave such a value, with its port; or the weight whose gradient is. */
      readonly where: { readonly node: string; readonly name: string; readonly kind: 'value' | 'gradient' };
      readonly message: string;
      readonly kept: number;
    })
  /** The worker or its device failed. */
  | (OfTraining & { readonly kind: 'train-failed'; readonly message: string });
