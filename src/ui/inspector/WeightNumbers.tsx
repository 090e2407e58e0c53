// The cells of a weight: a picture with numbers, or a grid to type into.

import type { ValueTensor } from '../../drawing/valueTensor';
import { setWeight } from '../../graph/editDocument';
import { GridEditor } from '../values/GridEditor';
import { Heatmap } from '../values/Heatmap';
import { useEdit } from './edit';
import styles from './Inspector.module.css';
import { EDITABLE, isNumbered } from './sizes';

export interface WeightNumbersProps {
  readonly name: string;
  readonly own: string;
  readonly picture: ValueTensor;
  readonly isEdited: boolean;
  readonly onEdit: () => void;
}

export function WeightNumbers({ name, own, picture, isEdited, onEdit }: WeightNumbersProps) {
  const edit = useEdit();
  const { shape, data } = picture;
  const [rows, cols] = [shape.length < 2 ? 1 : (shape[0] ?? 1), shape.at(-1) ?? 1];
  const isVector = shape.length < 2;
  if (isEdited) {
    return (
      <GridEditor
        rows={rows}
        cols={cols}
        values={data}
        label={`Weight ${own}`}
        rowLabels={isVector ? undefined : picture.rowLabels}
        colLabels={isVector ? picture.rowLabels : picture.colLabels}
        rowLetter={picture.rowLetter}
        colLetter={picture.colLetter}
        onChange={(grid) => edit((graph) => setWeight(graph, name, shape, grid.values), { merge: `weight ${name}` })}
      />
    );
  }
  return (
    <div className={styles.picture}>
      <Heatmap
        tensor={picture}
        label={`Weight ${own}, ${shape.join(' × ')}`}
        size="small"
        numbered={isNumbered(cols)}
        onPickCell={data.length <= EDITABLE ? onEdit : undefined}
      />
    </div>
  );
}
