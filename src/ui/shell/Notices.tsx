// Finished things, told in passing: what was exported, and where the document is saved.
import { useCallback } from 'react';
import { Toasts } from '../primitives/Toast';
import { useDocument, useView, useWorkbench } from '../workbench';
import { goToOwnGraph } from './arrival';
import { exportOpenGraph } from './commands';
import type { OpeningParts } from './parts';
import { useShell, useShellStore } from './shellStore';

const SAVED = 'saved';
const APART = 'apart';
const CAME = 'Opened from the link, beside your own graph, which is as it was.';

export function Notices({ parts }: { readonly parts: OpeningParts }) {
  const { view } = useWorkbench();
  const shell = useShellStore();
  const told = useView((state) => state.toast);
  const asked = useShell((state) => state.savedNotices) > 0;
  const apart = useShell((state) => state.apart) === 'now';
  const save = useDocument((state) => state.save);
  const dismiss = useCallback(
    (id: string) => {
      if (id === SAVED) shell.setState({ savedNotices: 0 });
      else if (id === APART) shell.setState({ apart: 'before' });
      else view.getState().tell(undefined);
    },
    [shell, view],
  );
  const where =
    save === 'failed'
      ? 'This browser could not save it. Export it to keep it.'
      : 'Saved in this browser after every edit.';
  const action = {
    label: 'Export JSON',
    onAct: () => {
      shell.setState({ savedNotices: 0 });
      exportOpenGraph(parts);
    },
  };
  const messages = [
    ...(asked ? [{ id: SAVED, text: where, action }] : []),
    ...(apart ? [{ id: APART, text: CAME, action: { label: 'Go to my graph', onAct: goToOwnGraph } }] : []),
    ...(told ? [{ id: told, text: told }] : []),
  ];
  return <Toasts messages={messages} onDismiss={dismiss} />;
}
