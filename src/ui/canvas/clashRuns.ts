// Finds in a sentence the sizes that clash, so that they can be set in red. Pure.

export interface TextRun {
  /** Characters before it. */
  readonly at: number;
  readonly text: string;
  readonly clash: boolean;
}

/** Sizes in numbers: `6 × 2`, or the `6` of `T = 6`. */
const CONCRETE = /(?<![\p{L}\p{N}_)] × )\b\d+(?: × \d+)+|(?<== )\d+/gu;

/** `clashes`: the size that the first shape of the sentence brings, then that of the second. */
export function clashRuns(sentence: string, clashes: readonly (string | undefined)[]): TextRun[] {
  const runs: TextRun[] = [];
  let from = 0;
  const cut = (to: number, clash: boolean) => {
    if (to > from) runs.push({ at: from, text: sentence.slice(from, to), clash });
    from = to;
  };
  [...sentence.matchAll(CONCRETE)].forEach((shape, k) => {
    const sizes = [...shape[0].matchAll(/\d+/g)];
    const own = sizes.findLast(([size]) => size === clashes[k]);
    if (!own) return;
    cut(shape.index + own.index, false);
    cut(shape.index + own.index + own[0].length, true);
  });
  cut(sentence.length, false);
  return runs;
}
