// What gpu.js kernels need from the place where their cells lie. Knows no op.
import type { Backend, ConcreteAttrs, LaunchedKernel, Shape, Source } from './kernel';
import type { Walk } from './moves';
import type { PlannedLaunch } from './plan';

export type GpuBackend = Exclude<Backend, 'float64' | 'wasm'>;

/** One application of a kernel, for devices that know a faster way than its plain sources. */
export interface TunedCall<C> {
  readonly kernel: LaunchedKernel;
  readonly args: readonly { readonly shape: Shape; readonly cells: C }[];
  readonly attrs: ConcreteAttrs;
  readonly shapes: readonly Shape[];
}

export interface Device<C> {
  readonly backend: GpuBackend;
  /** A device that is gone computes nothing any more, and says so nowhere else. */
  isLost(): boolean;
  upload(cells: Float32Array<ArrayBuffer>): C;
  /** Runs a source over `length` cells, which are at least one. Yields where it would take long. */
  launch(source: Source, args: readonly C[], length: number): Generator<void, C, void>;
  /** The same without a break, where earlier times took no longer than between two; undefined otherwise. */
  atOnce?(launch: PlannedLaunch, args: readonly C[]): C | undefined;
  /** So many cells from number `first` on, where they can be read in place; undefined otherwise. */
  part?(cells: C, first: number, length: number): C | undefined;
  /** The same as `move`, where it is a small one; undefined otherwise. */
  moveAtOnce?(walks: readonly Walk[], args: readonly C[], length: number): C | undefined;
  /** Cells that only move, where the device does that better than a kernel. */
  move?(walks: readonly Walk[], args: readonly C[], length: number): Generator<void, C, void>;
  /** The only output by a tuned kernel; undefined where the plain one has to do it. */
  tuned?(call: TunedCall<C>): Generator<void, C | undefined, void>;
  /** Whether that is so for arguments and an output of these shapes. */
  tunes?(kernel: LaunchedKernel, args: readonly Shape[], out: Shape): boolean;
  /** Ops whose tuned kernels did not compile. */
  refused?(): readonly string[];
  read(cells: C): Float32Array;
  release(cells: C): void;
  /** Until everything that was asked for is done, where a device only takes it down. For whoever measures. */
  finish?(): void;
  /** How many sources were compiled so far, and how many milliseconds that took. */
  compiled(): { readonly count: number; readonly ms: number };
  dispose(): void;
  /** Takes the device away, as a driver may at any time. For tests; absent where nothing can be lost. */
  lose?(): void;
}
