// What page and engine worker say to each other about gradients. Types only.
import type { Graph } from '../graph/graph';
import type { BackendChoice, PortName } from './messages';

export interface GradientRequest {
  readonly kind: 'gradients';
  readonly request: number;
  /** The port whose sum is differentiated: a loss, or any other. */
  readonly port: PortName;
  readonly backend: BackendChoice;
  /** A graph beside the open one; absent: the graph of the last run. */
  readonly graph?: Graph;
  /** Only the norms of these ports; absent: of every port and weight, with their cells. */
  readonly only?: readonly PortName[];
}

export interface GradientMessage {
  readonly shape: readonly number[];
  /** Euclidean, of all cells; NaN or Infinity as they come. */
  readonly norm: number;
  /** The same of each entry along the first axis: inside of a loop, of each step. */
  readonly steps: readonly number[];
  /** Cells; absent where only norms were asked for, or where there are too many to show. */
  readonly data?: Float32Array;
}

export type GradientReply =
  | {
      readonly kind: 'gradients';
      readonly request: number;
      readonly port: PortName;
      /** What the port itself gave, summed. */
      readonly value: number;
      /** By `<node>.<port>`, in running order. */
      readonly ports: Readonly<Record<PortName, GradientMessage>>;
      /** By `<node>.<weight>`. */
      readonly weights: Readonly<Record<string, GradientMessage>>;
    }
  /** It was stopped by what came later, or cannot be had: then in words. */
  | { readonly kind: 'no-gradients'; readonly request: number; readonly message?: string };
