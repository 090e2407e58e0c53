// Port patterns such as '... T d': how the dims of a value are named. Knows nothing of nodes.

export interface Pattern {
  /** Starts with `...`: any number of leading batch and head axes. */
  readonly batched: boolean;
  /** `*`: any rank and dims, nothing is named. */
  readonly any: boolean;
  readonly names: readonly string[];
}

const parsed = new Map<string, Pattern>();

/** '... T d', 'T', '' (a scalar) or '*' (anything). A name that is a number is a literal size. */
export function parsePattern(text: string): Pattern {
  let pattern = parsed.get(text);
  if (!pattern) {
    const words = text.split(' ').filter(Boolean);
    const batched = words[0] === '...';
    pattern = { batched, any: text === '*', names: text === '*' ? [] : words.slice(batched ? 1 : 0) };
    parsed.set(text, pattern);
  }
  return pattern;
}
