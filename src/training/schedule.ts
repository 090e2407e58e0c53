// The learning rate of every step. Knows no optimizer.
import type { TrainingSettings } from '../graph/training';

type Scheduled = Pick<TrainingSettings, 'learningRate' | 'schedule' | 'warmUp' | 'steps'>;

/**
 * Rises in a line over the warm-up, then stays, or falls towards zero at the end of the steps: in a line, or along half a
 * cosine (Loshchilov and Hutter 2017, equation 5, without restarts). `step` is 1 for the first.
 */
export function learningRateAt({ learningRate, schedule, warmUp, steps }: Scheduled, step: number): number {
  if (step <= warmUp) return (learningRate * step) / warmUp;
  if (schedule === 'constant') return learningRate;
  const share = Math.min(1, (step - 1 - warmUp) / Math.max(1, steps - warmUp));
  return learningRate * (schedule === 'linear' ? 1 - share : (1 + Math.cos(Math.PI * share)) / 2);
}
