// Outputs kept on the device, to a budget of bytes: least recently used first, what is pinned last of all.
import type { Buffer, Kernels } from '../kernels/kernel';
import { count } from '../tensor/tensor';

export type Outputs = Readonly<Record<string, Buffer>>;

const bytesOf = (outputs: Outputs): number =>
  Object.values(outputs).reduce((n, { shape }) => n + count(shape) * Float32Array.BYTES_PER_ELEMENT, 0);

export class OutputCache {
  /** A Map keeps the order of insertion: the first entry is the least recently used. */
  private readonly kept = new Map<number, Outputs>();
  private bytes = 0;

  constructor(
    private readonly kernels: Kernels,
    private readonly budget: number,
  ) {}

  get(key: number): Outputs | undefined {
    const outputs = this.kept.get(key);
    if (outputs) {
      this.kept.delete(key);
      this.kept.set(key, outputs);
    }
    return outputs;
  }

  /** Takes the buffers over. */
  set(key: number, outputs: Outputs): void {
    this.kept.set(key, outputs);
    this.bytes += bytesOf(outputs);
  }

  /** Frees what is over the budget, except the pinned keys. */
  trim(isPinned: (key: number) => boolean): void {
    if (this.bytes <= this.budget) return;
    for (const key of [...this.kept.keys()]) {
      if (this.bytes <= this.budget) return;
      if (!isPinned(key)) this.drop(key);
    }
  }

  has(key: number): boolean {
    return this.kept.has(key);
  }

  clear(): void {
    for (const key of [...this.kept.keys()]) this.drop(key);
  }

  private drop(key: number): void {
    const outputs = this.kept.get(key) ?? {};
    this.kept.delete(key);
    this.bytes -= bytesOf(outputs);
    for (const buffer of Object.values(outputs)) this.kernels.free(buffer);
  }
}
