// A paragraph of a lesson; the names of nodes bring them into view and leave the lesson where it is.
import { useContext } from 'react';
import { CanvasLinkContext } from '../canvas/canvasLink';
import { useWorkbench } from '../workbench';
import styles from './Lesson.module.css';
import type { LessonRun } from './readStep';

const FACES = { plain: 'span', strong: 'b', emphasis: 'em' } as const;

export function LessonText({ runs }: { readonly runs: readonly LessonRun[] }) {
  return (
    <p className={styles.text}>
      {runs.map((run) => {
        const Face = FACES[run.face];
        return (
          <Face key={run.at}>{run.node === undefined ? run.text : <NodeLink id={run.node}>{run.text}</NodeLink>}</Face>
        );
      })}
    </p>
  );
}

function NodeLink({ id, children }: { readonly id: string; readonly children: string }) {
  const { document, view } = useWorkbench();
  const canvas = useContext(CanvasLinkContext);
  const show = (): void => {
    if (!document.getState().checked.nodes.has(id)) return;
    canvas?.getState().actions?.reveal([id]);
    view.getState().showSide('lesson');
  };
  return (
    <button type="button" className={styles.link} onClick={show}>
      {children}
    </button>
  );
}
