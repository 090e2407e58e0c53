// Runs prepared parts in order, with breaks. Knows no op and no memory.

/** One call, with about how many floating-point operations it takes. */
export interface Call {
  readonly run: () => void;
  readonly work: number;
}

/** Parts that are run again and again. */
export interface Round {
  readonly body: readonly Part[];
  readonly steps: number;
  readonly enter: () => void;
  /** Before step number k of `steps`, counted in the order in which they run. */
  readonly begin: (k: number) => void;
  /** Of all steps together. */
  readonly work: number;
}

export type Part = Call | Round;

/** Floating-point operations between two breaks: a few milliseconds at least, and far below fifty. */
const BREAK = 2 ** 24;

export const workOf = (parts: readonly Part[]): number => parts.reduce((sum, { work }) => sum + work, 0);

function playAll(parts: readonly Part[]): void {
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as Part;
    if ('run' in part) part.run();
    else {
      part.enter();
      for (let k = 0; k < part.steps; k++) {
        part.begin(k);
        playAll(part.body);
      }
    }
  }
}

/** Yields whenever enough has been done since the last break. */
export function* play(parts: readonly Part[]): Generator<void, void, void> {
  let done = 0;
  for (const part of parts) {
    if ('run' in part) part.run();
    else if (part.work <= BREAK) playAll([part]);
    else {
      part.enter();
      for (let k = 0; k < part.steps; k++) {
        part.begin(k);
        yield* play(part.body);
        yield;
      }
    }
    done += part.work;
    if (done > BREAK) {
      done = 0;
      yield;
    }
  }
}
