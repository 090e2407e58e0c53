// Blocks of WebAssembly memory, given out and taken back. Knows no op.

const PAGE = 65_536;
/** Vectors are read in sixteen bytes, a few past the last cell too. */
const ALIGN = 16;
/** Nobody's memory starts at 0, and vector reads may go past the end. */
const MARGIN = 64;
/** What a 32-bit WebAssembly memory can have. */
const MOST_PAGES = 65_536;

interface Gap {
  start: number;
  size: number;
}

/** First fit over gaps in the order of their addresses; neighbours join again. */
export class Heap {
  private gaps: Gap[] = [];
  private readonly sizes = new Map<number, number>();
  private view: Float32Array<ArrayBuffer>;
  private end: number;

  constructor(readonly memory: WebAssembly.Memory) {
    this.view = new Float32Array(memory.buffer as ArrayBuffer);
    this.gaps.push({ start: MARGIN, size: memory.buffer.byteLength - 2 * MARGIN });
    this.end = memory.buffer.byteLength - MARGIN;
  }

  /** All cells; asked for anew after every allocation, since growing moves them. */
  get cells(): Float32Array<ArrayBuffer> {
    if (this.view.length === 0) this.view = new Float32Array(this.memory.buffer as ArrayBuffer);
    return this.view;
  }

  /** The address of a block. Throws a RangeError when the machine gives no more. */
  take(bytes: number): number {
    const size = Math.max(ALIGN, Math.ceil(bytes / ALIGN) * ALIGN);
    let at = 0;
    while (at < this.gaps.length && (this.gaps[at] as Gap).size < size) at += 1;
    if (at === this.gaps.length) {
      this.grow(size);
      at = this.gaps.length - 1;
    }
    const gap = this.gaps[at] as Gap;
    const { start } = gap;
    gap.start += size;
    gap.size -= size;
    if (gap.size === 0) this.gaps.splice(at, 1);
    this.sizes.set(start, size);
    return start;
  }

  give(start: number): void {
    const size = this.sizes.get(start);
    if (size === undefined) throw new Error('A block was given back twice.');
    this.sizes.delete(start);
    this.insert({ start, size });
  }

  private insert(gap: Gap): void {
    let at = 0;
    let high = this.gaps.length;
    while (at < high) {
      const middle = (at + high) >> 1;
      if ((this.gaps[middle] as Gap).start < gap.start) at = middle + 1;
      else high = middle;
    }
    this.gaps.splice(at, 0, gap);
    this.join(at);
    this.join(at - 1);
  }

  private join(at: number): void {
    const [gap, next] = [this.gaps[at], this.gaps[at + 1]];
    if (!gap || !next || gap.start + gap.size !== next.start) return;
    gap.size += next.size;
    this.gaps.splice(at + 1, 1);
  }

  private grow(size: number): void {
    const last = this.gaps.at(-1);
    const free = last && last.start + last.size === this.end ? last.size : 0;
    // Half as much again, so that many small growths do not copy the memory many times.
    const wanted = Math.max(size - free, Math.min(this.end / 2, 64 * 2 ** 20));
    const present = this.memory.buffer.byteLength / PAGE;
    const pages = Math.min(Math.ceil(wanted / PAGE), Math.max(Math.ceil((size - free) / PAGE), MOST_PAGES - present));
    this.memory.grow(pages);
    this.insert({ start: this.end, size: pages * PAGE });
    this.end += pages * PAGE;
  }
}
