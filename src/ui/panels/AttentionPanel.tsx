// The pinned output, large: matrix, lines and the focused row, or a table; and what will be here when there is none yet.
import { useMemo, useState } from 'react';
import { splitPort } from '../../drawing/ports';
import { axisNames } from '../../drawing/portTensor';
import type { ValueTensor } from '../../drawing/valueTensor';
import type { RunState } from '../../store/runStore';
import type { PortName } from '../../worker/messages';
import { classes } from '../primitives/classes';
import { EmptyState } from '../primitives/EmptyState';
import type { Loop } from '../time/loop';
import { ValueTable } from '../values/ValueTable';
import { useDocument, useRun } from '../workbench';
import type { Look } from './AttentionControls';
import styles from './AttentionPanel.module.css';
import { portLabel } from './names';
import { PinnedMatrix } from './PinnedMatrix';
import { exampleOfWeights } from './shownPorts';
import { usePortTensor, useRowsByStep, useShownPort, useStale } from './usePort';
import { waitSentence } from './waits';

export function AttentionPanel({ look }: { readonly look: Look }) {
  const name = useShownPort();
  const tensor = usePortTensor(name);
  const alignment = useRowsByStep(name);
  if (name === undefined || !tensor) return <NotYet name={name} />;
  return <Shown key={name} name={name} tensor={alignment?.tensor ?? tensor} loop={alignment?.loop} look={look} />;
}

interface ShownProps {
  readonly name: PortName;
  readonly tensor: ValueTensor;
  /** Where the tensor is filled row by row: the loop that does. */
  readonly loop: Loop | undefined;
  readonly look: Look;
}

const NO_LEADING: readonly number[] = [];

function Shown({ name, tensor, loop, look }: ShownProps) {
  const label = useDocument(({ checked }) => portLabel(checked, name));
  const axes = useDocument(({ checked }) => JSON.stringify(axisNames(checked, name)));
  const stale = useStale(name);
  const [leading, setLeading] = useState(NO_LEADING);
  const names = useMemo(() => JSON.parse(axes) as ReturnType<typeof axisNames>, [axes]);
  const asTable = look.table || tensor.kind === 'tokens';
  const caption = tensor.kind === 'weights' ? `Attention weights, ${label}` : label;
  return (
    <div className={classes(styles.shown, stale && styles.stale)}>
      {stale ? <p className={styles.note}>These are the values of the last run. {stale}</p> : null}
      {asTable ? (
        <div className={styles.table}>
          <ValueTable tensor={tensor} caption={caption} leading={leading} onLeading={setLeading} />
        </div>
      ) : (
        <PinnedMatrix
          name={name}
          label={label}
          tensor={tensor}
          loop={loop}
          axes={names}
          perRow={look.perRow}
          leading={leading}
          onLeading={setLeading}
        />
      )}
    </div>
  );
}

/** Why nothing shows of a node that waits for nobody. */
function endedWords({ phase, problems }: RunState): string {
  if (phase !== 'done') return 'It runs now.';
  const [problem] = problems;
  return problem ? `${problem.message}: the Problems panel says where.` : 'The last run did not bring it.';
}

function NotYet({ name }: { readonly name: PortName | undefined }) {
  const ended = useRun(endedWords);
  const words = useDocument(({ checked }) => {
    if (name === undefined) return `${exampleOfWeights()} shows here once a node like it is on the canvas.`;
    const waits = waitSentence(checked, splitPort(name)[0]) ?? ended;
    return `${portLabel(checked, name)} will show here. ${waits}`;
  });
  const isWeights = useDocument(
    ({ checked }) =>
      name === undefined ||
      checked.nodes.get(splitPort(name)[0])?.ports.outputs[splitPort(name)[1]]?.shows === 'weights',
  );
  return <EmptyState title={isWeights ? 'No attention weights yet' : 'No values yet'}>{words}</EmptyState>;
}
