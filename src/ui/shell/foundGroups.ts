// What a search of the command palette leaves: in every group what fits best first, and first the group with the best of all. Pure.
import { fit, type Searchable, search } from '../palette/fuzzy';

export interface EntryGroup<E extends Searchable> {
  readonly heading: string;
  readonly entries: readonly E[];
}

export function foundGroups<E extends Searchable>(groups: readonly EntryGroup<E>[], query: string): EntryGroup<E>[] {
  const found = groups.map(({ heading, entries }) => {
    const fitting = search(entries, query, (entry) => entry);
    return { heading, entries: fitting, best: fitting[0] ? fit(query, fitting[0]) : 0 };
  });
  const shown = found.filter(({ entries }) => entries.length > 0);
  // Without a query everything fits equally: the order stays.
  return shown.sort((a, b) => b.best - a.best);
}
