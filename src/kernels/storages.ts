// Counts the owners of every storage and what is alive. Knows no backend.
import { count } from '../tensor/tensor';
import type { Buffer, Shape } from './kernel';

interface Storage<C> {
  readonly cells: C;
  readonly length: number;
  owners: number;
}

/** The storages of one device; `release` gives the cells of one back when its last owner frees it. */
export class Storages<C> {
  private readonly alive = new Set<object>();
  private closed = false;
  private cellsAlive = 0;

  constructor(private readonly release: (cells: C) => void) {}

  /** A new storage with one owner. */
  add(shape: Shape, cells: C): Buffer {
    const storage: Storage<C> = { cells, length: count(shape), owners: 1 };
    this.alive.add(storage);
    this.cellsAlive += storage.length;
    return { shape, storage };
  }

  cells(buffer: Buffer): C {
    return this.of(buffer).cells;
  }

  /** Another owner of the same cells, under a shape of the same size. */
  alias(buffer: Buffer, shape: Shape): Buffer {
    const storage = this.of(buffer);
    if (count(shape) !== storage.length) {
      throw new RangeError(`${storage.length} cells cannot take the shape [${shape.join(', ')}]`);
    }
    storage.owners += 1;
    return { shape, storage };
  }

  free(buffer: Buffer): void {
    if (this.closed) return;
    const storage = this.of(buffer);
    storage.owners -= 1;
    if (storage.owners === 0) this.drop(storage);
  }

  /** Releases everything; whoever still owns a buffer may free it without harm. */
  close(): void {
    for (const storage of this.alive) this.drop(storage as Storage<C>);
    this.closed = true;
  }

  get count(): number {
    return this.alive.size;
  }

  /** Cells of all living storages. */
  get size(): number {
    return this.cellsAlive;
  }

  private of(buffer: Buffer): Storage<C> {
    if (!this.alive.has(buffer.storage))
      throw new Error('A buffer was used that is freed or belongs to other kernels.');
    return buffer.storage as Storage<C>;
  }

  private drop(storage: Storage<C>): void {
    this.alive.delete(storage);
    this.cellsAlive -= storage.length;
    this.release(storage.cells);
  }
}
