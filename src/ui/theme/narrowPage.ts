// Whether the page uses the narrow layout (up to 1180 px wide), for the sizes that CSS cannot set.
import { useSyncExternalStore } from 'react';

const NARROW = '(max-width: 1180px)';

function watch(changed: () => void): () => void {
  const query = window.matchMedia(NARROW);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

export const useNarrowPage = (): boolean => useSyncExternalStore(watch, () => window.matchMedia(NARROW).matches);
