// What is looked at, and at which step. Types only.
import type { Tensor } from '../tensor/tensor';

export interface ShownValue extends Tensor {
  /** Equal keys mean equal cells. */
  readonly key: number;
}

/** By `<node>.<port>`. */
export type Values = Readonly<Record<string, ShownValue>>;
/** The chosen step of each container, from 0; the last one where it is absent. */
export type Steps = Readonly<Record<string, number>>;
