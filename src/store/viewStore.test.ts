// What is looked at: the lesson gives way to what is selected, and nothing of one document stays for the next.
import { expect, test } from 'vitest';
import { createViewStore } from './viewStore';

test('selecting shows the inspector, deselecting leaves the column as it is, and the lesson comes back when called', () => {
  const view = createViewStore();
  view.getState().select({});
  expect(view.getState().side).toBe('lesson');
  view.getState().select({ nodes: ['a'] });
  expect(view.getState().side).toBe('inspector');
  view.getState().select({});
  expect(view.getState().side).toBe('inspector');
  view.getState().showLesson(2);
  expect(view.getState()).toMatchObject({ side: 'lesson', lessonStep: 2 });
});

test('another document starts at its first step, with nothing selected, pinned or chosen', () => {
  const view = createViewStore();
  view.getState().select({ nodes: ['a'] });
  view.getState().pin('a.out');
  view.getState().showStep('loop', 3);
  view.getState().showLesson(2);
  view.getState().point(['a']);
  const difference = { since: 'RNN', added: ['b'], kept: ['a'], removed: [] };
  view.getState().leave(difference);
  expect(view.getState()).toMatchObject({
    ...{ selection: { nodes: [], edges: [] }, pinned: undefined, steps: {}, pointed: [] },
    ...{ side: 'lesson', lessonStep: 0, difference },
  });
  view.getState().clearDifference();
  expect(view.getState().difference).toBeUndefined();
});
