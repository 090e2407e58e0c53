// What a prepared routine needs of memory: roots, which are pointers, and how long what they point to lives. Knows no op.

/** One stretch of memory. Its pointer stands in the table under its number. */
export interface Root {
  readonly pointer: number;
  readonly bytes: number;
  /** Who says where it lies: the frame, or somebody else (an input, an output, the step of a loop). */
  ours: boolean;
  /** Numbers of the first and the last part that uses it. */
  first: number;
  last: number;
  /** From the frame's begin, once laid out. */
  offset: number;
}

const ALIGN = 16;
const aligned = (bytes: number): number => Math.max(ALIGN, Math.ceil(bytes / ALIGN) * ALIGN);

/** Roots of one routine; a loop's body has a frame of its own inside its parent's. */
export class Frame {
  private readonly roots = new Map<number, Root>();
  /** Bytes of all that is ours, once laid out. */
  bytes = 0;

  constructor(
    /** By pointer number; shared with the frames of loops inside. */
    readonly table: number[],
  ) {}

  add(bytes: number, ours: boolean): Root {
    const root: Root = { pointer: this.table.length, bytes, ours, first: -1, last: -1, offset: 0 };
    this.table.push(0);
    this.roots.set(root.pointer, root);
    return root;
  }

  /** Bytes behind a pointer of this frame. */
  bytesOf(pointer: number): number | undefined {
    return this.roots.get(pointer)?.bytes;
  }

  /** Leaves it to somebody else to say where a root of ours lies; false where it was not ours. */
  handOver(pointer: number): boolean {
    const root = this.roots.get(pointer);
    if (!root?.ours) return false;
    root.ours = false;
    return true;
  }

  /** Says that part number `part` reads or writes a root of this frame. */
  use(pointer: number, part: number): void {
    const root = this.roots.get(pointer);
    if (!root) return;
    if (root.first < 0) root.first = part;
    root.last = part;
  }

  /** Gives every root of ours a place that it shares with no other that lives at the same time: first fit. */
  layOut(): void {
    const placed: Root[] = [];
    const ours = [...this.roots.values()].filter((root) => root.ours && root.first >= 0);
    for (const root of ours.sort((a, b) => b.bytes - a.bytes)) {
      const beside = placed.filter((other) => other.first <= root.last && root.first <= other.last);
      let at = 0;
      for (const other of beside.sort((a, b) => a.offset - b.offset)) {
        if (other.offset >= at + aligned(root.bytes)) break;
        at = Math.max(at, other.offset + aligned(other.bytes));
      }
      root.offset = at;
      this.bytes = Math.max(this.bytes, at + aligned(root.bytes));
      placed.push(root);
    }
  }

  /** Points every root of ours into memory that begins at `base`. */
  settle(base: number): void {
    for (const { ours, pointer, offset } of this.roots.values()) if (ours) this.table[pointer] = base + offset;
  }
}
