// How well what was typed fits a text: a word's beginning beats its middle, which beats letters in order. Pure.

/** Better fits are larger; undefined when the letters of the query are not there in order. Case and accents do not count. */
export function closeness(query: string, text: string): number | undefined {
  const [wanted, given] = [fold(query), fold(text)];
  if (wanted === '') return 0;
  if (given === wanted) return 100;
  if (given.startsWith(wanted)) return 90;
  if (given.split(/[\s-]+/).some((word) => word.startsWith(wanted))) return 80;
  if (given.includes(wanted)) return 60;
  return scattered(wanted, given);
}

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

/** Letters that may be skipped: more of them is chance. */
const MOST_SKIPPED = 15;

/** Letters in order with gaps: 40 less one for every letter skipped, never below 1. */
function scattered(wanted: string, given: string): number | undefined {
  let at = -1;
  let first = -1;
  for (const letter of wanted.replace(/\s/g, '')) {
    at = given.indexOf(letter, at + 1);
    if (at < 0) return undefined;
    if (first < 0) first = at;
  }
  const skipped = at - first + 1 - wanted.length;
  return skipped > MOST_SKIPPED ? undefined : Math.max(1, 40 - skipped);
}

export interface Searchable {
  /** Letters in order are enough here. */
  readonly names: readonly string[];
  /** Here the query must stand as it is. */
  readonly text?: string;
}

/** Those that fit, best first; in their own order where they fit as well. */
export function search<T>(items: readonly T[], query: string, read: (item: T) => Searchable): readonly T[] {
  if (query.trim() === '') return items;
  const scored = items.map((item, at) => ({ item, at, score: fit(query, read(item)) }));
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .map(({ item }) => item);
}

/** Of the best of its names; 0 where nothing fits. */
export function fit(query: string, { names, text }: Searchable): number {
  const scores = names.map((name) => closeness(query, name) ?? 0);
  const found = text !== undefined && fold(text).includes(fold(query)) ? 20 : 0;
  return Math.max(0, found, ...scores);
}
