// The marks of a node as a class and an attribute of its card; a node renders again only when its own mark changes.
import { classes } from '../primitives/classes';
import { useView, useWorkbench } from '../workbench';
import styles from './NodeMark.module.css';
import { changeOf, pointingOf } from './nodeMark';

export interface NodeMark {
  readonly className: string | undefined;
  /** On the element that has the class: the number of the lesson's step that points here. */
  readonly 'data-step': number | undefined;
}

export function useNodeMark(id: string): NodeMark {
  const { document } = useWorkbench();
  const pointing = useView(({ pointed }) => pointingOf(document.getState().checked, pointed, id));
  const change = useView(({ difference }) => changeOf(difference, id));
  const differs = useView(({ difference }) => difference !== undefined);
  const step = useView(({ lessonStep }) => (pointing === 'pointed' ? lessonStep + 1 : undefined));
  const name = classes(
    pointing === 'pointed' && styles.pointed,
    pointing === 'back' && !differs && styles.back,
    change === 'added' && styles.added,
    change === 'kept' && styles.kept,
  );
  return { className: name || undefined, 'data-step': step };
}
