// The large matrix of one output with what belongs to its focused row: lines and bars for weights, one cell for others.

import { useMemo, useState } from 'react';
import { formatNumber } from '../../drawing/format';
import { splitPort } from '../../drawing/ports';
import type { axisNames } from '../../drawing/portTensor';
import { stepText } from '../../drawing/stepValue';
import { matrixOf, type ValueTensor } from '../../drawing/valueTensor';
import type { PortName } from '../../worker/messages';
import { Button } from '../primitives/Button';
import { classes } from '../primitives/classes';
import parts from '../primitives/PanelParts.module.css';
import { useNarrowPage } from '../theme/narrowPage';
import type { Loop } from '../time/loop';
import { useStepsAround } from '../time/useShownValue';
import { AttentionLines } from '../values/AttentionLines';
import { Heatmap } from '../values/Heatmap';
import { RowBars } from '../values/RowBars';
import { useDocument, useRun, useWorkbench } from '../workbench';
import styles from './AttentionPanel.module.css';
import { CellStory } from './CellStory';
import { Derivation } from './Derivation';
import { useFocusedCell } from './focusedCell';
import { portShape } from './names';
import { asker } from './question';

export interface PinnedMatrixProps {
  readonly name: PortName;
  readonly label: string;
  readonly tensor: ValueTensor;
  /** Where the tensor is filled row by row: the loop that does. */
  readonly loop: Loop | undefined;
  readonly axes: ReturnType<typeof axisNames>;
  readonly perRow: boolean;
  readonly leading: readonly number[];
  readonly onLeading: (leading: readonly number[]) => void;
}

export function PinnedMatrix({ name, label, tensor, loop, axes, perRow, leading, onLeading }: PinnedMatrixProps) {
  const view = useMemo(() => matrixOf(tensor, leading), [tensor, leading]);
  const focus = useFocusedCell(view, axes.row, loop?.step);
  const [asksWhy, setAsksWhy] = useState(false);
  const narrow = useNarrowPage();
  const ask = useAsker(name, tensor, loop ? { loop: loop.container, step: focus.row } : undefined);
  const matrix = (view.data.byteOffset - tensor.data.byteOffset) / view.data.BYTES_PER_ELEMENT;
  const cell = focus.row * view.cols + focus.col;
  // Of a matrix that a loop fills, each row is an output of its own step.
  const asked = loop ? matrix / view.rows + focus.col : matrix + cell;
  const value = view.data[cell] ?? Number.NaN;
  const isWeights = tensor.kind === 'weights';
  const wantsReading = ask !== undefined && (asksWhy || !isWeights);
  const reading = useMemo(() => (wantsReading ? ask(asked) : undefined), [wantsReading, ask, asked]);
  const shared = { tensor, leading, perRow };
  return (
    <div className={styles.parts}>
      <section className={styles.part} aria-label={label}>
        <div className={parts.head}>
          <h3>{isWeights ? 'Attention weights' : label}</h3>
          <small>{loop ? stepText(loop) : isWeights ? 'query ↓ key →' : <PortShape name={name} />}</small>
        </div>
        <Heatmap
          {...shared}
          label={`${label}, ${tensor.shape.join(' × ')}`}
          focusRow={focus.row}
          onFocusCell={focus.onCell}
          onPickCell={() => setAsksWhy(true)}
          onLeading={onLeading}
          legend={!narrow}
        />
      </section>
      {isWeights ? (
        <>
          <section className={classes(styles.lines, tensor.shape.length > 2 && styles.lower)} aria-label="Lines">
            <div className={parts.head}>
              <h3>Lines</h3>
              <small>width = weight</small>
            </div>
            <AttentionLines {...shared} focusRow={focus.row} onFocusRow={focus.onRow} />
          </section>
          <div className={styles.part}>
            <RowBars
              {...shared}
              row={focus.row}
              ownCol={axes.row !== undefined && axes.row === axes.col ? focus.row : undefined}
              focusCol={focus.hovered}
              onFocusCol={focus.onCol}
              aside={
                ask ? (
                  <Button variant="link" aria-expanded={asksWhy} onClick={() => setAsksWhy(!asksWhy)}>
                    {asksWhy ? 'Hide the derivation' : `Why ${formatNumber(value)}?`}
                  </Button>
                ) : undefined
              }
            />
            {/* Last, so that what is under the pointer stays there when it opens. */}
            {reading && asksWhy ? (
              <p className={styles.reason}>
                <Derivation reading={reading} />
              </p>
            ) : null}
          </div>
        </>
      ) : (
        <CellStory view={view} row={focus.row} col={focus.col} reading={reading} />
      )}
    </div>
  );
}

/** The step of a loop that a row belongs to. */
interface RowStep {
  readonly loop: string;
  readonly step: number;
}

/** Made anew only when the cells change: an edit that leaves them alone leaves their reasons alone. */
function useAsker(name: PortName, tensor: ValueTensor, row: RowStep | undefined): ReturnType<typeof asker> {
  const { document } = useWorkbench();
  const around = useStepsAround(splitPort(name)[0]);
  const [loop, step] = [row?.loop, row?.step];
  const values = useRun((state) => state.values);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the graph is read as it is when the cells change.
  return useMemo(() => {
    const steps = loop === undefined ? around : { ...around, [loop]: step as number };
    return asker(document.getState().checked, values, name, steps);
  }, [document, values, name, tensor, around, loop, step]);
}

function PortShape({ name }: { readonly name: PortName }) {
  return useDocument(({ checked }) => portShape(checked, name) ?? '');
}
