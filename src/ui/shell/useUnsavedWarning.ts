// Asks before the page closes, and only while something is not saved. Renders nothing: every edit is unsaved for a moment.
import { useEffect } from 'react';
import type { DocumentState } from '../../store/documentStore';
import { useWorkbench } from '../workbench';

export function useUnsavedWarning(): void {
  const { document } = useWorkbench();
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    const follow = ({ save }: DocumentState): void => {
      if (save === 'saved') window.removeEventListener('beforeunload', ask);
      else window.addEventListener('beforeunload', ask);
    };
    follow(document.getState());
    const stop = document.subscribe(follow);
    return () => {
      stop();
      window.removeEventListener('beforeunload', ask);
    };
  }, [document]);
}
