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

/**
 * Blocks that come back serve the next of their size as they are: every run takes the sizes of the one before. Only when
 * nothing else fits do they join their neighbours, and first fit in the order of addresses finds room (quick fit: Weinstock
 * and Wulf, 1988).
 */
export class Heap {
  private gaps: Gap[] = [];
  /** Starts of the blocks that came back, by size. */
  private spare = new Map<number, number[]>();
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
    const start = this.spare.get(size)?.pop() ?? this.fit(size) ?? this.make(size);
    this.sizes.set(start, size);
    return start;
  }

  give(start: number): void {
    const size = this.sizes.get(start);
    if (size === undefined) throw new Error('A block was given back twice.');
    this.sizes.delete(start);
    const alike = this.spare.get(size);
    if (alike) alike.push(start);
    else this.spare.set(size, [start]);
  }

  private fit(size: number): number | undefined {
    const at = this.gaps.findIndex((gap) => gap.size >= size);
    const gap = this.gaps[at];
    if (!gap) return undefined;
    const { start } = gap;
    gap.start += size;
    gap.size -= size;
    if (gap.size === 0) this.gaps.splice(at, 1);
    return start;
  }

  private make(size: number): number {
    this.join();
    const found = this.fit(size);
    if (found !== undefined) return found;
    this.grow(size);
    return this.fit(size) as number;
  }

  /** Gaps and spare blocks that touch become one. */
  private join(): void {
    const back = [...this.spare].flatMap(([size, starts]) => starts.map((start) => ({ start, size })));
    const sorted = [...this.gaps, ...back].sort((a, b) => a.start - b.start);
    this.spare = new Map();
    this.gaps = [];
    for (const gap of sorted) {
      const last = this.gaps.at(-1);
      if (last && last.start + last.size === gap.start) last.size += gap.size;
      else this.gaps.push(gap);
    }
  }

  private grow(size: number): void {
    const last = this.gaps.at(-1);
    const free = last && last.start + last.size === this.end ? last.size : 0;
    // Half as much again, so that many small growths do not copy the memory many times.
    const wanted = Math.max(size - free, Math.min(this.end / 2, 64 * 2 ** 20));
    const present = this.memory.buffer.byteLength / PAGE;
    const pages = Math.min(Math.ceil(wanted / PAGE), Math.max(Math.ceil((size - free) / PAGE), MOST_PAGES - present));
    this.memory.grow(pages);
    this.gaps.push({ start: this.end, size: pages * PAGE });
    this.end += pages * PAGE;
    this.join();
  }
}
