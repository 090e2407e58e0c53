// What this browser kept cannot be read: says why, and writes nothing over it before somebody decided. Loaded only then.
import { AlertDialog } from 'radix-ui';
import { useState } from 'react';
import type { Unreadable } from '../../store/createWorkbench';
import { Button } from '../primitives/Button';
import { download } from './documentFiles';
import styles from './UnreadableDocument.module.css';

export function UnreadableDocument({ unreadable }: { readonly unreadable: Unreadable }) {
  const [open, setOpen] = useState(true);
  const { problem, text, discard } = unreadable;
  const start = (): void => {
    discard();
    setOpen(false);
  };
  return (
    <AlertDialog.Root open={open}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={styles.scrim} />
        <AlertDialog.Content className={styles.dialog} onEscapeKeyDown={(event) => event.preventDefault()}>
          <AlertDialog.Title className={styles.title}>The graph kept in this browser cannot be read</AlertDialog.Title>
          <AlertDialog.Description className={styles.text}>
            {problem.path ? <b>{problem.path} </b> : null}
            {problem.message}. It is still there, unchanged. Save it as a file to mend it or to open it with another
            release; starting anew writes over it.
          </AlertDialog.Description>
          <div className={styles.actions}>
            <Button variant="primary" onClick={() => download('kept-graph.json', text)}>
              Save it as a file
            </Button>
            <Button onClick={start}>Start with an empty graph</Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
