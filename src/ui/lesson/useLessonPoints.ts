// Points the canvas at what the lesson speaks of.
import { useEffect } from 'react';
import { useDocument, useView, useWorkbench } from '../workbench';

/** While the lesson is shown, the canvas points at the nodes of its step. */
export function useLessonPoints(): void {
  const { view } = useWorkbench();
  const isShown = useView(({ side }) => side === 'lesson');
  const at = useView(({ lessonStep }) => lessonStep);
  const lesson = useDocument(({ graph }) => graph.lesson);
  useEffect(() => {
    const step = lesson?.[Math.min(at, lesson.length - 1)];
    view.getState().point(isShown ? (step?.nodes ?? []) : []);
  }, [view, isShown, at, lesson]);
}
