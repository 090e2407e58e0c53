// The right column: the inspector, and beside it the lesson where the open graph has one.
import { Inspector } from '../inspector/Inspector';
import { later } from '../later';
import { useLessonPoints } from '../lesson/useLessonPoints';
import { Tabs } from '../primitives/Tabs';
import { useDocument, useView, useWorkbench } from '../workbench';

const Lesson = later('The lesson', async () => (await import('../lesson/Lesson')).Lesson);

const TABS = [
  { value: 'inspector', label: 'Inspector' },
  { value: 'lesson', label: 'Lesson' },
] as const;

export function Side() {
  const { view } = useWorkbench();
  const hasLesson = useDocument(({ graph }) => (graph.lesson?.length ?? 0) > 0);
  const side = useView((state) => state.side);
  useLessonPoints();
  if (!hasLesson) return <Inspector />;
  return (
    <Tabs label="Right column" tabs={TABS} value={side} onChange={view.getState().showSide}>
      {side === 'lesson' ? <Lesson /> : <Inspector />}
    </Tabs>
  );
}
