// On a node while the Profile panel is open: its share of the time, or how steeply its cost grows.
import { profileMarks } from '../panels/profileMarks';
import { useDocument, useRun, useView, useWorkbench } from '../workbench';
import styles from './NodeCard.module.css';

export function ProfileBadge({ id }: { readonly id: string }) {
  const { document, run, view } = useWorkbench();
  const mark = () => profileMarks(document.getState().checked, run.getState(), view.getState()).get(id);
  // Each store says when it differs; the words are the same object until then.
  const ofView = useView(mark);
  useRun(mark);
  useDocument(mark);
  if (!ofView) return null;
  return (
    <span className={styles.badge} title={ofView.words}>
      <span aria-hidden>{ofView.text}</span>
      <span className="sr-only">{ofView.words}</span>
    </span>
  );
}
