// On a node while the Profile panel is open: its share of the time, or how steeply its cost grows.
import { useStore } from '@xyflow/react';
import { profileMarks } from '../panels/profileMarks';
import { classes } from '../primitives/classes';
import { useDocument, useRun, useView, useWorkbench } from '../workbench';
import styles from './NodeCard.module.css';
import { isSimple } from './simpleFace';

export function ProfileBadge({ id }: { readonly id: string }) {
  const { document, run, view } = useWorkbench();
  const mark = () => profileMarks(document.getState().checked, run.getState(), view.getState()).get(id);
  // Each store says when it differs; the words are the same object until then.
  const ofView = useView(mark);
  useRun(mark);
  useDocument(mark);
  const large = useStore(isSimple);
  if (!ofView) return null;
  return (
    <span className={classes(styles.badge, large && styles.large)} title={ofView.words}>
      <span aria-hidden>{ofView.text}</span>
      <span className="sr-only">{ofView.words}</span>
    </span>
  );
}
