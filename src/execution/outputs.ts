// Outputs kept on the device, for some runs and to a budget of bytes: least recently used first, what is pinned last of all.
import type { Buffer, Kernels } from '../kernels/kernel';
import { count } from '../tensor/tensor';

export type Outputs = Readonly<Record<string, Buffer>>;

const bytesOf = (outputs: Outputs): number =>
  Object.values(outputs).reduce((n, { shape }) => n + count(shape) * Float32Array.BYTES_PER_ELEMENT, 0);

/** Runs for which a value stays that none of them used: so many steps back take no time. Memory that is used again soon is fast. */
const MOST_RUNS = 16;

interface Kept {
  readonly outputs: Outputs;
  readonly bytes: number;
  /** The last run that used it. */
  used: number;
}

export class OutputCache {
  /** A Map keeps the order of insertion: the first entry is the least recently used. */
  private readonly kept = new Map<number, Kept>();
  private bytes = 0;
  private runs = 0;

  constructor(
    private readonly kernels: Kernels,
    private readonly budget: number,
  ) {}

  /** A run begins. */
  begin(): void {
    this.runs += 1;
  }

  get(key: number): Outputs | undefined {
    const entry = this.kept.get(key);
    if (!entry) return undefined;
    entry.used = this.runs;
    this.kept.delete(key);
    this.kept.set(key, entry);
    return entry.outputs;
  }

  /** Takes the buffers over. */
  set(key: number, outputs: Outputs): void {
    const bytes = bytesOf(outputs);
    this.kept.set(key, { outputs, bytes, used: this.runs });
    this.bytes += bytes;
  }

  /** Frees what no run used for long, and what is over the budget; not the pinned keys. */
  trim(isPinned: (key: number) => boolean): void {
    for (const [key, { used }] of this.kept) {
      if (this.bytes <= this.budget && used > this.runs - MOST_RUNS) return;
      if (!isPinned(key)) this.drop(key);
    }
  }

  has(key: number): boolean {
    return this.kept.has(key);
  }

  clear(): void {
    for (const key of this.kept.keys()) this.drop(key);
  }

  private drop(key: number): void {
    const { outputs, bytes } = this.kept.get(key) as Kept;
    this.kept.delete(key);
    this.bytes -= bytes;
    for (const buffer of Object.values(outputs)) this.kernels.free(buffer);
  }
}
