// Arrays that serve again: memory that was just in use is fast, and making more of it costs as much as a small kernel. Knows no op.

/** Cells of an array that is kept, and of all of them together. */
const [MOST, TOGETHER] = [2 ** 16, 2 ** 21];

interface Lent {
  readonly whole: Float32Array;
  /** Values whose cells lie in it. */
  values: number;
}

export class Pool {
  /** By length. */
  private readonly idle = new Map<number, Float32Array[]>();
  private idleCells = 0;
  private readonly lent = new WeakMap<ArrayBufferLike, Lent>();

  /** For one value; what was in it before is still there. */
  take(length: number): Float32Array {
    const known = this.idle.get(length)?.pop();
    if (known) this.idleCells -= length;
    const whole = known ?? new Float32Array(length);
    if (length <= MOST) this.lent.set(whole.buffer, { whole, values: 1 });
    return whole;
  }

  /** Another value lies in the same memory. */
  share(cells: Float32Array): Float32Array {
    const lent = this.lent.get(cells.buffer);
    if (lent) lent.values += 1;
    return cells;
  }

  /** A value is gone. Memory that was not taken here is nobody's business. */
  release({ buffer }: Float32Array): void {
    const lent = this.lent.get(buffer);
    if (!lent) return;
    lent.values -= 1;
    if (lent.values > 0) return;
    this.lent.delete(buffer);
    const { whole } = lent;
    if (this.idleCells + whole.length > TOGETHER) return;
    this.idleCells += whole.length;
    const same = this.idle.get(whole.length);
    if (same) same.push(whole);
    else this.idle.set(whole.length, [whole]);
  }
}
