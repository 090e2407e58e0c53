// The text of a field while it is typed: what is there is never thrown away, even when it cannot be used.
import { type KeyboardEvent, useState } from 'react';

export interface DraftText {
  /** What the field shows. */
  readonly text: string;
  readonly isDraft: boolean;
  readonly type: (text: string) => void;
  /** Drops the draft: the field shows the value again. */
  readonly restore: () => void;
}

/** Shows `value` until somebody types; a new value from outside (undo, another selection) wins over an old draft. */
export function useDraftText(value: string): DraftText {
  const [draft, setDraft] = useState<string | null>(null);
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setDraft(null);
  }
  return { text: draft ?? value, isDraft: draft !== null, type: setDraft, restore: () => setDraft(null) };
}

/** Enter commits; Esc restores, and only then lets an outer Esc act. */
export function commitKeys(draft: DraftText, commit: () => void, { multiline = false } = {}) {
  return (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (!multiline || event.ctrlKey || event.metaKey)) commit();
    if (event.key === 'Escape' && draft.isDraft) {
      event.stopPropagation();
      draft.restore();
    }
  };
}
