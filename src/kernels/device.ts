// What gpu.js kernels need from the place where their cells lie. Knows no op.
import type { Backend } from './kernel';

export type GpuBackend = Exclude<Backend, 'float64' | 'wasm'>;

export interface Device<C> {
  readonly backend: GpuBackend;
  /** A device that is gone computes nothing any more, and says so nowhere else. */
  isLost(): boolean;
  upload(cells: Float32Array<ArrayBuffer>): C;
  /** Runs a source over `length` cells, which are at least one. */
  launch(source: string, args: readonly C[], length: number): C;
  read(cells: C): Float32Array;
  release(cells: C): void;
  /** How many sources were compiled so far. */
  compiled(): number;
  dispose(): void;
  /** Takes the device away, as a driver may at any time. For tests; absent where nothing can be lost. */
  lose?(): void;
}
