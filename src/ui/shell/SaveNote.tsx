// Whether the open document is kept in this browser.
import { TriangleAlert } from 'lucide-react';
import { classes } from '../primitives/classes';
import { useDocument } from '../workbench';
import { isUntouched } from './opening';
import styles from './TopBar.module.css';

export function SaveNote() {
  const save = useDocument((state) => state.save);
  const untouched = useDocument(({ graph, revision }) => revision === 0 && isUntouched(graph));
  if (save === 'failed') {
    return (
      <span className={classes(styles.save, styles.failed)} role="alert">
        <TriangleAlert aria-hidden /> Could not be saved: this browser keeps nothing. Export it.
      </span>
    );
  }
  const text = save === 'saving' ? 'Saving…' : 'Saved';
  return <span className={styles.save}>{untouched ? 'Nothing to save' : text}</span>;
}
