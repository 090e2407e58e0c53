// The panel "Code" before its editor has come: the session that it edits begins here, and lives as long as the page.
import { type RefObject, useEffect, useState } from 'react';
import { later } from '../later';
import { EmptyState } from '../primitives/EmptyState';
import { useWorkbench } from '../workbench';
import { type CodeSession, createCodeSession } from './session';

const CodePanel = later('The editor', async () => (await import('./CodePanel')).CodePanel);

export function Code({ session: kept }: { readonly session: RefObject<CodeSession | undefined> }) {
  const { document } = useWorkbench();
  const [session] = useState(() => kept.current ?? createCodeSession(document));
  const [isHere, setHere] = useState(false);
  useEffect(() => {
    kept.current = session;
    void CodePanel.fetch().then(() => setHere(true));
  }, [kept, session]);
  return isHere ? <CodePanel session={session} /> : <EmptyState title="The editor is coming" />;
}
