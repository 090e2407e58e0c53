// Loss and held-out score, step by step: this training in accent, earlier ones dashed grey.
import { useMemo } from 'react';
import type { TrainingRun } from '../../store/trainingState';
import { Button } from '../primitives/Button';
import { EmptyState } from '../primitives/EmptyState';
import parts from '../primitives/PanelParts.module.css';
import { Chart } from './Chart';
import styles from './TrainingPanel.module.css';
import { accuracyChart, type ChartData, lossChart } from './trainingLines';
import { useTraining, useTrainingState } from './trainingOf';

export function TrainingCharts() {
  const training = useTraining();
  const current = useTrainingState((state) => state.current);
  const earlier = useTrainingState((state) => state.earlier);
  const isJudged = useTrainingState(({ ready }) => ready === undefined || ready.examples !== undefined);
  const runs = useMemo(() => (current ? [...earlier, current] : earlier), [earlier, current]);
  const loss = useMemo(() => lossChart(runs), [runs]);
  const accuracy = useMemo(() => accuracyChart(runs), [runs]);
  if (!current || runs.every(({ steps }) => steps.length === 0)) return <NoCurves />;
  const aside =
    earlier.length > 0 ? (
      <Button variant="link" className={styles.aside} onClick={() => training.clearEarlier()}>
        Forget earlier runs
      </Button>
    ) : null;
  return (
    <div className={styles.charts}>
      <Curve title="Loss" aside={aside ?? 'of each step'} data={loss} words={lossWords(current)} />
      {isJudged ? <Curve title="Held-out match" data={accuracy} range={UNIT} words={scoreWords(current)} /> : null}
    </div>
  );
}

/** Charts come with the first steps, not with the press of the button. */
function NoCurves() {
  const phase = useTrainingState((state) => state.phase);
  const interrupted = useTrainingState((state) => state.interrupted !== undefined);
  if (interrupted) return null;
  if (phase === 'starting' || phase === 'running')
    return <EmptyState title="Training begins">Its loss shows here after the first steps.</EmptyState>;
  if (phase !== 'idle') return null;
  return (
    <EmptyState title="No training yet">
      Press Train: the loss falls here, the held-out match rises beside it, and the pictures on the canvas follow.
    </EmptyState>
  );
}

const UNIT = [0, 1.02] as const;

const lossWords = ({ losses, steps }: TrainingRun): string =>
  losses.length < 2
    ? 'Loss: no steps yet'
    : `Loss: from ${losses[0]?.toFixed(3)} to ${losses.at(-1)?.toFixed(3)} at step ${steps.at(-1)}`;

const scoreWords = ({ scores }: TrainingRun): string =>
  scores.length === 0
    ? 'Held-out match: none yet'
    : `Held-out exact match: ${scores.at(-1)?.exactMatch.toFixed(3)} at step ${scores.at(-1)?.step}`;

interface CurveProps {
  readonly title: string;
  readonly aside?: React.ReactNode;
  readonly data: ChartData;
  readonly words: string;
  readonly range?: readonly [number, number];
}

function Curve({ title, aside, data, words, range }: CurveProps) {
  return (
    <section className={parts.column} aria-label={title}>
      <div className={parts.head}>
        <h3>{title}</h3>
        {typeof aside === 'string' ? <small>{aside}</small> : aside}
      </div>
      <Chart label={words} {...data} margin={data.lines.length > 1 ? 44 : 12} {...(range ? { range } : {})} />
    </section>
  );
}
