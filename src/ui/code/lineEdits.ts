// The fewest changes of lines from one text to another, so that an editor keeps its cursor where nothing changed. Pure.

/** Lines `from` to `to` (not itself) of the old text become these. */
export interface LineEdit {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

/** Pairs of lines that are compared at most; beyond that the whole middle is one change. */
const MOST_PAIRS = 1_000_000;

export function lineEdits(before: readonly string[], after: readonly string[]): LineEdit[] {
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const [old, next] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  if (old.length + next.length === 0) return [];
  if (old.length * next.length > MOST_PAIRS) return [{ from: start, to: start + old.length, lines: next }];
  return changes(old, next).map(({ from, to, lines }) => ({ from: from + start, to: to + start, lines }));
}

/** Along a longest common subsequence (Wagner and Fischer, 1974). */
function changes(old: readonly string[], next: readonly string[]): LineEdit[] {
  const common = commonLengths(old, next);
  const width = next.length + 1;
  const edits: LineEdit[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < next.length) {
    if (i < old.length && j < next.length && old[i] === next[j]) {
      i++;
      j++;
      continue;
    }
    const [from, first] = [i, j];
    while ((i < old.length || j < next.length) && !(i < old.length && j < next.length && old[i] === next[j])) {
      const down = (common[(i + 1) * width + j] as number) >= (common[i * width + j + 1] as number);
      if (j === next.length || (i < old.length && down)) i++;
      else j++;
    }
    edits.push({ from, to: i, lines: next.slice(first, j) });
  }
  return edits;
}

/** Length of the longest common subsequence of what follows line i and line j, at `i * (next.length + 1) + j`. */
function commonLengths(old: readonly string[], next: readonly string[]): Uint32Array {
  const width = next.length + 1;
  const lengths = new Uint32Array((old.length + 1) * width + 1);
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = next.length - 1; j >= 0; j--) {
      const at = i * width + j;
      lengths[at] =
        old[i] === next[j]
          ? (lengths[at + width + 1] as number) + 1
          : Math.max(lengths[at + width] as number, lengths[at + 1] as number);
    }
  }
  return lengths;
}
