// What can be done with a weight: draw other numbers, type some, or go back to the standard draw.
import { clearWeight, drawWeight } from '../../graph/editDocument';
import type { WeightEntry } from '../../graph/graph';
import type { TracedWeight } from '../../nodes/trace';
import { seedFromName } from '../../tensor/random/schemes';
import { Button } from '../primitives/Button';
import { useEdit } from './edit';
import styles from './Inspector.module.css';
import { EDITABLE } from './sizes';
import { drawnAgain } from './weightWords';

export interface WeightActionsProps {
  readonly name: string;
  readonly entry: WeightEntry;
  readonly weight: TracedWeight;
  /** The graph says nothing about it. */
  readonly isDefault: boolean;
  readonly cells: number;
  readonly isEdited: boolean;
  readonly onEdited: (isEdited: boolean) => void;
}

export function WeightActions({ name, entry, weight, isDefault, cells, isEdited, onEdited }: WeightActionsProps) {
  const edit = useEdit();
  const standard = { scheme: weight.spec.init, seed: seedFromName(name) };
  return (
    <div className={styles.actions}>
      <Button size="small" onClick={() => edit((graph) => drawWeight(graph, name, drawnAgain(entry, standard)))}>
        Draw again
      </Button>
      {cells > 0 && cells <= EDITABLE ? (
        <Button size="small" aria-pressed={isEdited} onClick={() => onEdited(!isEdited)}>
          {isEdited ? 'Done' : 'Edit'}
        </Button>
      ) : null}
      {isDefault ? null : (
        <Button size="small" variant="ghost" onClick={() => edit((graph) => clearWeight(graph, name))}>
          Reset
        </Button>
      )}
    </div>
  );
}
