// Why training does not go on, in words, and what to do about it.

import { formatInteger } from '../../drawing/format';
import { labelOf } from '../panels/names';
import { useReveal } from '../panels/reveal';
import { Button } from '../primitives/Button';
import { classes } from '../primitives/classes';
import { useDocument } from '../workbench';
import styles from './TrainingPanel.module.css';
import { useTraining, useTrainingState } from './trainingOf';

export function TrainingNotice() {
  const phase = useTrainingState((state) => state.phase);
  const message = useTrainingState((state) => state.message);
  const interrupted = useTrainingState((state) => state.interrupted);
  if (interrupted) return <Interrupted />;
  if (message === undefined) return null;
  const bad = phase === 'refused' || phase === 'diverged' || phase === 'failed';
  return (
    <div className={classes(styles.notice, bad && styles.bad)} role={bad ? 'alert' : 'status'}>
      <p>{message}</p>
      <Offers />
    </div>
  );
}

function Offers() {
  const training = useTraining();
  const phase = useTrainingState((state) => state.phase);
  const nodes = useTrainingState((state) => state.nodes);
  const kept = useTrainingState((state) => (state.weights ? state.kept : undefined));
  const label = useDocument(({ checked }) => (nodes[0] === undefined ? '' : labelOf(checked, nodes[0])));
  const reveal = useReveal();
  return (
    <div className={styles.offers}>
      {(phase === 'diverged' || phase === 'failed') && kept !== undefined ? (
        <Button size="small" variant="primary" onClick={() => training.takeKept()}>
          Go back to step {kept}
        </Button>
      ) : null}
      {nodes.length > 0 ? (
        <Button size="small" onClick={() => reveal(nodes)}>
          Show {label}
        </Button>
      ) : null}
    </div>
  );
}

/** The page was closed in the middle of a training: what it had learned is still there. */
function Interrupted() {
  const training = useTraining();
  const checkpoint = useTrainingState((state) => state.interrupted);
  if (!checkpoint) return null;
  return (
    <div className={styles.notice} role="status">
      <p>
        <b>The page was closed while it trained.</b> What it had learned up to step {formatInteger(checkpoint.step)} of{' '}
        {formatInteger(checkpoint.steps)} is kept.
      </p>
      <div className={styles.offers}>
        <Button size="small" variant="primary" onClick={() => training.restore(checkpoint)}>
          Restore it
        </Button>
        <Button size="small" onClick={() => training.dismiss()}>
          Dismiss
        </Button>
      </div>
    </div>
  );
}
