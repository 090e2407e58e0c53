// The words that a picture of tokens shows, and how many it leaves out. Pure.
import type { MatrixView, ValueTensor } from './valueTensor';

const MOST = 7;

export interface ShownTokens {
  readonly words: readonly string[];
  /** How many are left out. */
  readonly more: number;
}

/** The words of a row of ids; an id without a word as it is. */
export const tokenWords = (tensor: ValueTensor, view: MatrixView): readonly string[] =>
  Array.from(view.data.subarray(0, view.cols), (id, at) => tensor.rowLabels?.[at] ?? String(id));

export function shownTokens(tensor: ValueTensor, view: MatrixView): ShownTokens {
  const all = tokenWords(tensor, view);
  const words = all.length > MOST ? all.slice(0, MOST - 1) : all;
  return { words, more: all.length - words.length };
}
