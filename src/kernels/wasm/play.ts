// Runs prepared parts in order, with breaks. Knows no op and no memory.
import type { Turn } from '../kernel';

interface Accounted {
  readonly account?: string | undefined;
}

/** One call, with about how many floating-point operations it takes. */
export interface Call extends Accounted {
  readonly run: () => void;
  readonly work: number;
}

/** Parts that are run again and again. */
export interface Round extends Accounted {
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

function playAll(parts: readonly Part[], turn: Turn | undefined): void {
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as Part;
    turn?.(part.account);
    if ('run' in part) part.run();
    else {
      part.enter();
      for (let k = 0; k < part.steps; k++) {
        part.begin(k);
        playAll(part.body, turn);
        turn?.(part.account);
      }
    }
  }
}

/** Yields whenever enough has been done since the last break. */
export function* play(parts: readonly Part[], turn?: Turn): Generator<void, void, void> {
  let done = 0;
  for (const part of parts) {
    turn?.(part.account);
    if ('run' in part) part.run();
    else if (part.work <= BREAK) playAll([part], turn);
    else {
      part.enter();
      for (let k = 0; k < part.steps; k++) {
        part.begin(k);
        yield* play(part.body, turn);
        turn?.(part.account);
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
