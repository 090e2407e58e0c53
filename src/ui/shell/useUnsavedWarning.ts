// Asks before the page closes, and only while something is not saved.
import { useEffect } from 'react';
import { useDocument } from '../workbench';

export function useUnsavedWarning(): void {
  const unsaved = useDocument(({ save }) => save !== 'saved');
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsaved]);
}
