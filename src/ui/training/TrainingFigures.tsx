// The figures of the training in one strip: step, loss, held-out score, speed, time left.
import { formatInteger, formatNumber } from '../../drawing/format';
import { secondsLeft } from '../../store/trainingState';
import styles from './TrainingPanel.module.css';
import { useTrainingState } from './trainingOf';

const share = (value: number | undefined): string => (value === undefined ? '–' : value.toFixed(3));

function time(seconds: number | undefined): string {
  if (seconds === undefined) return '–';
  if (seconds < 99.5) return `${seconds.toFixed(seconds < 9.95 ? 1 : 0)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 100 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}

export function TrainingFigures() {
  const state = useTrainingState((all) => all);
  const { step, last, current, stepsPerSecond, phase } = state;
  const score = current?.scores.at(-1);
  const figures: readonly (readonly [string, string])[] = [
    [
      'Step',
      current && phase !== 'refused' ? `${formatInteger(step)} of ${formatInteger(current.settings.steps)}` : '–',
    ],
    ['Loss', last ? formatNumber(last.loss) : '–'],
    ['Held out', share(score?.exactMatch)],
    ['Tokens right', share(score?.tokenAccuracy)],
    ['Steps/s', stepsPerSecond > 0 ? formatInteger(stepsPerSecond) : '–'],
    ['Time left', phase === 'running' ? time(secondsLeft(state)) : '–'],
  ];
  return (
    <dl className={styles.figures} aria-label="Figures of the training">
      {figures.map(([name, value]) => (
        <div key={name} className={styles.figure}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
