// Undo as immutable snapshots with structural sharing. Knows nothing of what a snapshot holds.
export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** Two edits with the same tag within a short while are one step: typing, sliding. */
  readonly tag?: string;
  readonly at: number;
}

const MOST_STEPS = 200;
/** Milliseconds within which edits with the same tag belong together. */
const TOGETHER = 1000;

export const begin = <T>(present: T): History<T> => ({ past: [], present, future: [], at: 0 });

/** `tag` undefined: always a step of its own. */
export function record<T>(history: History<T>, present: T, now: number, tag?: string): History<T> {
  const together = tag !== undefined && tag === history.tag && now - history.at < TOGETHER;
  const past = together ? history.past : [...history.past, history.present].slice(-MOST_STEPS);
  return { past, present, future: [], at: now, ...(tag === undefined ? {} : { tag }) };
}

/** Changes the present without a step: what a person would not call an edit. */
export const amend = <T>(history: History<T>, present: T): History<T> => ({ ...history, present });

export function undo<T>({ past, present, future, at }: History<T>): History<T> {
  const before = past.at(-1);
  if (before === undefined) return { past, present, future, at };
  return { past: past.slice(0, -1), present: before, future: [present, ...future], at: 0 };
}

export function redo<T>({ past, present, future, at }: History<T>): History<T> {
  const [next, ...rest] = future;
  if (next === undefined) return { past, present, future, at };
  return { past: [...past, present], present: next, future: rest, at: 0 };
}
