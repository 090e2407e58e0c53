// Starts, pauses, steps and resets the training, and its settings, which are edits of the graph.
import { Pause, Play, RotateCcw, StepForward } from 'lucide-react';
import { formatInteger } from '../../drawing/format';
import { trainingSettings } from '../../graph/training';
import { hasExplicitWeights } from '../../store/trainedGraph';
import { hasTrainedWeights } from '../presets/random';
import { Button, IconButton } from '../primitives/Button';
import { useDocument } from '../workbench';
import styles from './TrainingPanel.module.css';
import { TrainingSettingsFields } from './TrainingSettingsFields';
import { useTraining, useTrainingState } from './trainingOf';

export function TrainingControls() {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
    <section className={styles.controls} aria-label="Training controls" tabIndex={0}>
      <Buttons />
      <Subject />
      <TrainingSettingsFields />
    </section>
  );
}

function Buttons() {
  const training = useTraining();
  const phase = useTrainingState((state) => state.phase);
  const stale = useTrainingState((state) => state.stale);
  const isGiven = useDocument(({ graph }) => hasExplicitWeights(graph));
  const words = useStartWords();
  const goes = phase === 'running' || phase === 'starting';
  return (
    <>
      <div className={styles.buttons}>
        {goes ? (
          <Button variant="primary" icon={<Pause aria-hidden />} onClick={() => training.pause()}>
            {phase === 'starting' ? 'Starting …' : 'Pause'}
          </Button>
        ) : phase === 'paused' ? (
          <Button variant="primary" icon={<Play aria-hidden />} onClick={() => training.resume()}>
            Resume
          </Button>
        ) : (
          <Button variant="primary" icon={<Play aria-hidden />} onClick={() => training.start('graph')}>
            {isGiven ? words.on : 'Train from scratch'}
          </Button>
        )}
      </div>
      {isGiven && !goes ? <Button onClick={() => training.start('scratch')}>{words.anew}</Button> : null}
      <div className={styles.small}>
        <IconButton
          label="One step"
          icon={<StepForward aria-hidden />}
          disabled={stale || phase !== 'paused'}
          onClick={() => training.step()}
        />
        <IconButton
          label="Back to step 0"
          icon={<RotateCcw aria-hidden />}
          disabled={stale || (phase !== 'paused' && phase !== 'done')}
          onClick={() => training.reset()}
        />
        <Progress />
      </div>
    </>
  );
}

/** Weights that somebody typed were not learned, as far as anybody knows. */
function useStartWords(): { readonly on: string; readonly anew: string } {
  const cameLearned = useDocument(({ checked }) => hasTrainedWeights(checked));
  const wasLearned = useTrainingState(({ weights }) => weights !== undefined);
  return cameLearned || wasLearned
    ? { on: 'Train on', anew: 'Re-train from scratch' }
    : { on: 'Train these weights', anew: 'Train from scratch' };
}

function Progress() {
  const step = useTrainingState((state) => state.step);
  const steps = useTrainingState((state) => state.current?.settings.steps ?? 1);
  return <progress className={styles.progress} aria-label="Training" value={Math.min(step, steps)} max={steps} />;
}

/** What is trained, on what, and where. */
function Subject() {
  const ready = useTrainingState((state) => state.ready);
  const batch = useDocument(({ graph }) => trainingSettings(graph.training).batch);
  if (!ready) return null;
  const { parameters, examples, backend } = ready;
  const drawn =
    examples?.training === 'drawn' ? 'examples drawn anew' : `${formatInteger(Number(examples?.training))} examples`;
  const on = examples
    ? `${batch} of ${drawn} a step, ${formatInteger(examples.heldOut)} held out`
    : 'the example in the graph';
  return (
    <p className={styles.caption}>
      {formatInteger(parameters)} weights on {backend}; {on}.
    </p>
  );
}
