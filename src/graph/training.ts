// How a graph is trained, as its file says it: settings and their defaults. Knows nothing of running.

/** Robbins and Monro 1951; Polyak 1964; Kingma and Ba 2015; Loshchilov and Hutter 2019. */
export const OPTIMIZERS = ['sgd', 'momentum', 'adam', 'adamw'] as const;
export type OptimizerName = (typeof OPTIMIZERS)[number];

/** How the learning rate falls from its full height to zero at the last step. */
export const SCHEDULES = ['constant', 'cosine', 'linear'] as const;
export type ScheduleName = (typeof SCHEDULES)[number];

export interface TrainingSettings {
  /** The port that is made small, `<node>.<port>`; empty: the only loss of the graph. */
  readonly loss: string;
  readonly optimizer: OptimizerName;
  /** Share of the last update that is kept (momentum). */
  readonly momentum: number;
  /** Shares of the running mean of gradients and of their squares that are kept (adam, adamw). */
  readonly betas: readonly [number, number];
  readonly epsilon: number;
  /** Weight decay: added to the gradient (sgd, momentum, adam) or taken from the weight itself (adamw). */
  readonly decay: number;
  readonly learningRate: number;
  readonly schedule: ScheduleName;
  /** Steps over which the learning rate rises from zero. */
  readonly warmUp: number;
  /** Largest norm of all gradients together; 0: as they are. */
  readonly clip: number;
  /** Examples a step. */
  readonly batch: number;
  readonly steps: number;
  /** Orders the examples and draws dropout masks; weights have seeds of their own. */
  readonly seed: number;
}

/** What a graph's file may hold: only what differs from the defaults needs to be there. */
export type TrainingPart = Partial<TrainingSettings>;

export const DEFAULT_TRAINING: TrainingSettings = {
  loss: '',
  optimizer: 'adam',
  momentum: 0.9,
  betas: [0.9, 0.999],
  epsilon: 1e-8,
  decay: 0,
  learningRate: 0.01,
  schedule: 'constant',
  warmUp: 0,
  clip: 1,
  batch: 32,
  steps: 300,
  seed: 1,
};

export const trainingSettings = (part: TrainingPart | undefined): TrainingSettings => ({
  ...DEFAULT_TRAINING,
  ...part,
});
