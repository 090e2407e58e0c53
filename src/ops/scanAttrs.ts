// What a scan is told: a Program, how often it runs, and which of its inputs are fed how. Types only.
import type { Dim } from '../tensor/dim';
import type { Signature } from './signature';

export interface ScanAttrs {
  /**
   * Inputs, in order: the step as a scalar, constants, sequences (size 1 on their axis), states. Outputs: `s0`, ... (the
   * states that leave), `y0`, ... (one slice, size 1 on its axis).
   */
  readonly body: Signature;
  /** Number of steps, at least one. */
  readonly length: Dim;
  /** From the last step to the first. */
  readonly reverse: boolean;
  readonly constants: number;
  /** The time axis of every sequence. */
  readonly sequences: readonly number[];
  readonly states: number;
  /** The time axis of every output. */
  readonly outputs: readonly number[];
  /** Also gives, after its outputs, the states that entered every step, stacked on a new first axis. */
  readonly history?: true;
}
