// How often something is done beside the real work: not more often than asked, and in a small share of the time.

/** Of the time, what is done may take this share at most. */
const SHARE = 0.15;

export class Pace {
  private due = 0;

  /** Milliseconds between two times at least. The first is due at once, or after them where `later`. */
  constructor(
    private readonly every: number,
    { later = false } = {},
  ) {
    if (later) this.due = performance.now() + every;
  }

  /** Does it when it is due. */
  async run(work: () => Promise<void>): Promise<void> {
    const start = performance.now();
    if (start < this.due) return;
    await work();
    const took = performance.now() - start;
    this.due = start + took + Math.max(this.every, took / SHARE);
  }
}
