// Going through the lesson of the open graph, as commands.
import { BookOpen } from 'lucide-react';
import type { Command } from '../shell/commandRegistry';
import type { Workbench } from '../workbench';

export function lessonCommands({ document, view }: Workbench): readonly Command[] {
  const count = (): number => document.getState().graph.lesson?.length ?? 0;
  const at = (): number => Math.min(view.getState().lessonStep, count() - 1);
  const step = (by: 1 | -1): Pick<Command, 'when' | 'perform'> => ({
    when: () => at() + by >= 0 && at() + by < count(),
    perform: () => view.getState().showLesson(at() + by),
  });
  return [
    {
      id: 'lesson',
      label: 'Show the lesson',
      group: 'View',
      icon: BookOpen,
      keys: ['L'],
      when: () => count() > 0,
      perform: () => view.getState().showSide('lesson'),
    },
    { id: 'lesson.previous', label: 'Previous step of the lesson', group: 'View', keys: ['B'], ...step(-1) },
    { id: 'lesson.next', label: 'Next step of the lesson', group: 'View', keys: ['N'], ...step(1) },
  ];
}
