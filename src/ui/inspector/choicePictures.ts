// Options that are patterns of pairs, as pictures: rows are queries, columns keys, # may meet.

const PATTERNS: Readonly<Record<string, string>> = {
  causal: '#.... ##... ###.. ####. #####',
  window: '#.... ##... .##.. ..##. ...##',
  prefix: '##... ##... ###.. ####. #####',
  padding: '###.. ###.. ###.. ###.. ###..',
  custom: '#..#. ##..# .#.#. ..##. #.#.#',
};

/** Whether every option has a picture. */
export const hasPictures = (options: readonly unknown[] | undefined): boolean =>
  options !== undefined && options.length > 0 && options.every((option) => patternOf(String(option)) !== undefined);

/** Rows of marks; undefined for options that are no patterns. */
export const patternOf = (option: string): readonly string[] | undefined =>
  Object.hasOwn(PATTERNS, option) ? PATTERNS[option]?.split(' ') : undefined;
