// How much is done between two turns of others: as much as a few milliseconds do, by the clock, since no estimate holds on every machine.

/** Milliseconds of a part: after what took longer comes half as much, after what took less than half of them twice as much. */
const MOST_MS = 8;

/** What took so many is not followed by other work at once. */
const NOTABLE_MS = 2;

/** Of one kind of work, which keeps from one time to the next how much of it fills a turn. */
export class Pace {
  /** `size` things are done first. It stays a power of two times that. */
  constructor(
    private size: number,
    private readonly least = 1,
  ) {}

  /** Whether so many things fill no more than half of a turn, as far as is known: then others need none after them. */
  fits(length: number): boolean {
    return 2 * length <= this.size;
  }

  /** Does things 0 to `length` - 1 in order and yields between two parts, and after the last one if it took a while. `act` does up to `most` from number `from` on, and says how many. */
  *over(length: number, act: (from: number, most: number) => number): Generator<void, void, void> {
    for (let at = 0; at < length; ) {
      const begun = performance.now();
      const done = act(at, Math.min(this.size, length - at));
      const ms = performance.now() - begun;
      if (ms > MOST_MS) this.size = Math.max(this.least, this.size / 2);
      else if (ms < MOST_MS / 2 && done >= this.size / 2) this.size *= 2;
      at += done;
      if (at < length || ms > NOTABLE_MS) yield;
    }
  }
}
