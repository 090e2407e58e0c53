// Where a training stands, and how each answer of the engine moves it on. Pure.
import type { TrainingSettings } from '../graph/training';
import type { HeldOutScore, StepReport, TrainingReply, WeightsMessage } from '../worker/trainingMessages';

export type TrainingPhase =
  | 'idle'
  /** Asked for; the engine makes it ready. */
  | 'starting'
  | 'running'
  | 'paused'
  | 'done'
  /** Cannot be trained as it is. */
  | 'refused'
  | 'diverged'
  | 'failed';

export interface ScorePoint extends HeldOutScore {
  readonly step: number;
}

/** What one training left to be looked at. */
export interface TrainingRun {
  readonly label: string;
  readonly settings: TrainingSettings;
  readonly steps: readonly number[];
  /** One for each of `steps`. */
  readonly losses: readonly number[];
  readonly scores: readonly ScorePoint[];
}

export interface TrainedWeights {
  readonly step: number;
  readonly weights: WeightsMessage;
}

export interface TrainingFigures {
  readonly phase: TrainingPhase;
  /** What went wrong, or why it was paused, in words; and the nodes to look at. */
  readonly message?: string | undefined;
  readonly nodes: readonly string[];
  readonly ready?: Extract<TrainingReply, { kind: 'train-ready' }> | undefined;
  readonly step: number;
  readonly last?: StepReport | undefined;
  readonly stepsPerSecond: number;
  readonly current?: TrainingRun | undefined;
  /** Kept for comparison, the oldest first. */
  readonly earlier: readonly TrainingRun[];
  /** The newest weights that the engine sent. */
  readonly weights?: TrainedWeights | undefined;
  /** The step that the last good weights are of, after it diverged. */
  readonly kept?: number | undefined;
}

/** Says everything, so that nothing of the training before is left when it is laid over that one's figures. */
export const IDLE: TrainingFigures = {
  phase: 'idle',
  message: undefined,
  nodes: [],
  ready: undefined,
  step: 0,
  last: undefined,
  stepsPerSecond: 0,
  current: undefined,
  earlier: [],
  weights: undefined,
  kept: undefined,
};

const MOST_EARLIER = 4;
const MOST_POINTS = 2_000;

const isWorthKeeping = ({ steps }: TrainingRun): boolean => steps.length > 1;

/** A training begins: what the one before showed is kept for comparison. */
export function begun(before: TrainingFigures, settings: TrainingSettings): TrainingFigures {
  const kept = before.current && isWorthKeeping(before.current) ? [before.current] : [];
  const earlier = [...before.earlier, ...kept].slice(-MOST_EARLIER);
  const number = 1 + Math.max(0, ...[...earlier, before.current].map((run) => Number(run?.label.slice(4) ?? 0)));
  const current = { label: `run ${number}`, settings, steps: [], losses: [], scores: [] };
  return { ...IDLE, phase: 'starting', earlier, current };
}

/** Every second point goes when there are too many to draw. */
function thinned({ steps, losses, ...rest }: TrainingRun): TrainingRun {
  if (steps.length <= MOST_POINTS) return { ...rest, steps, losses };
  const kept = (_: number, i: number): boolean => i % 2 === 0 || i === steps.length - 1;
  return { ...rest, steps: steps.filter(kept), losses: losses.filter(kept) };
}

function extended(run: TrainingRun, reply: Extract<TrainingReply, { kind: 'train-progress' }>): TrainingRun {
  const { steps, heldOut } = reply;
  const isNew = heldOut && heldOut.step !== run.scores.at(-1)?.step;
  return thinned({
    ...run,
    steps: [...run.steps, ...steps.map(({ step }) => step)],
    losses: [...run.losses, ...steps.map(({ loss }) => loss)],
    scores: isNew ? [...run.scores, heldOut] : run.scores,
  });
}

const WHY = { asked: undefined, done: undefined } as const;

export function afterReply(state: TrainingFigures, reply: TrainingReply): TrainingFigures {
  switch (reply.kind) {
    case 'train-ready':
      return { ...state, ready: reply, phase: state.phase === 'starting' ? 'running' : state.phase };
    case 'train-refused':
      return { ...state, phase: 'refused', message: reply.message, nodes: reply.nodes };
    case 'train-progress': {
      const last = reply.steps.at(-1) ?? state.last;
      const current = state.current && extended(state.current, reply);
      return { ...state, last, step: last?.step ?? state.step, stepsPerSecond: reply.stepsPerSecond, current };
    }
    case 'train-weights':
      return { ...state, weights: { step: reply.step, weights: reply.weights } };
    case 'train-paused': {
      const phase = reply.why === 'done' ? 'done' : 'paused';
      return { ...state, phase, step: reply.step, message: state.message ?? WHY[reply.why] };
    }
    case 'train-diverged':
      return { ...state, phase: 'diverged', message: reply.message, nodes: [reply.where.node], kept: reply.kept };
    case 'train-failed':
      // What has come to its end loses nothing.
      if (state.phase === 'done' || state.phase === 'refused' || state.phase === 'diverged') return state;
      return { ...state, phase: 'failed', message: failure(reply.message, state.weights), kept: state.weights?.step };
    default:
      return state;
  }
}

const failure = (why: string, weights: TrainingFigures['weights']): string =>
  weights
    ? `Training stopped: ${why}. What it had learned up to step ${weights.step} is kept.`
    : `Training stopped before anything was kept: ${why}. Train again, or choose another backend.`;

/** Back to step 0 with the same curves drawn anew. */
export const restarted = (state: TrainingFigures): TrainingFigures => ({
  ...begun(state, (state.current as TrainingRun).settings),
  ready: state.ready,
  phase: 'paused',
});

/** Seconds until the last step; undefined while nothing says how fast it goes. */
export function secondsLeft({ step, stepsPerSecond, current }: TrainingFigures): number | undefined {
  if (!current || stepsPerSecond <= 0) return undefined;
  return Math.max(0, current.settings.steps - step) / stepsPerSecond;
}
