// Whether the page uses the narrow layout (up to 1180 px wide), for the sizes that CSS cannot set.
import { useSyncExternalStore } from 'react';
import { mediaQuery } from './mediaQuery';

const narrow = mediaQuery('(max-width: 1180px)');

function watch(changed: () => void): () => void {
  narrow().addEventListener('change', changed);
  return () => narrow().removeEventListener('change', changed);
}

export const useNarrowPage = (): boolean => useSyncExternalStore(watch, () => narrow().matches);
