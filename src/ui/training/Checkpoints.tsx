// Checkpoints: kept by name, restored, exported and deleted.
import { Download, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { formatInteger } from '../../drawing/format';
import { type Checkpoint, fits } from '../../store/checkpoints';
import { Button, IconButton } from '../primitives/Button';
import parts from '../primitives/PanelParts.module.css';
import { TextField } from '../primitives/TextField';
import { useDocument, useWorkbench } from '../workbench';
import { exportCheckpoint } from './exportCheckpoint';
import styles from './TrainingPanel.module.css';
import { useTraining, useTrainingState } from './trainingOf';

export function Checkpoints() {
  const all = useTrainingState((state) => state.checkpoints);
  const checked = useDocument((state) => state.checked);
  const fitting = all.filter((checkpoint) => fits(checked, checkpoint));
  return (
    <>
      <Keep />
      {fitting.length === 0 ? (
        <p className={parts.text}>
          Checkpoints of this graph&apos;s weights show here. One is taken by itself every 20 seconds.
        </p>
      ) : (
        <ul className={styles.checkpoints}>
          {fitting.map((checkpoint) => (
            <Kept key={checkpoint.id} checkpoint={checkpoint} />
          ))}
        </ul>
      )}
    </>
  );
}

function Keep() {
  const training = useTraining();
  const step = useTrainingState((state) => state.weights?.step);
  const [name, setName] = useState('');
  const keep = (): void => {
    void training.keep(name.trim() === '' ? `Step ${step}` : name.trim());
    setName('');
  };
  return (
    <div className={styles.keep}>
      <TextField value={name} onCommit={setName} label="Name of the checkpoint" placeholder={`Step ${step ?? 0}`} />
      <Button disabled={step === undefined} onClick={keep}>
        Keep
      </Button>
    </div>
  );
}

const moment = (at: number): string =>
  new Date(at).toLocaleString('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

function Kept({ checkpoint }: { readonly checkpoint: Checkpoint }) {
  const training = useTraining();
  const { view } = useWorkbench();
  const { id, name, step, steps, loss, exactMatch, at, automatic } = checkpoint;
  const facts = [
    `step ${formatInteger(step)} of ${formatInteger(steps)}`,
    ...(loss === undefined ? [] : [`loss ${loss.toPrecision(3)}`]),
    ...(exactMatch === undefined ? [] : [`held-out ${exactMatch.toFixed(3)}`]),
    moment(at),
  ];
  return (
    <li className={styles.checkpoint}>
      {automatic ? (
        <p className={parts.text}>{name}</p>
      ) : (
        <TextField value={name} onCommit={(text) => void training.rename(id, text)} label={`Name of ${name}`} />
      )}
      <p className={styles.caption}>{facts.join(' · ')}</p>
      <div className={styles.row}>
        <Button
          size="small"
          onClick={() => {
            training.restore(checkpoint);
            view.getState().tell(`Restored ${name}`);
          }}
        >
          Restore
        </Button>
        <IconButton
          label={`Export ${name} as safetensors`}
          size="small"
          icon={<Download aria-hidden />}
          onClick={() => exportCheckpoint(checkpoint)}
        />
        <IconButton
          label={`Delete ${name}`}
          size="small"
          icon={<Trash2 aria-hidden />}
          onClick={() => void training.remove(id)}
        />
      </div>
    </li>
  );
}
