// The time of a loop: scrub its steps, play them, go to either end. Only looks change; nothing runs.

import { Pause, Play, SkipBack, SkipForward } from 'lucide-react';
import type { CSSProperties } from 'react';
import { stepText } from '../../drawing/stepValue';
import { IconButton } from '../primitives/Button';
import { classes } from '../primitives/classes';
import { useWorkbench } from '../workbench';
import { type Loop, wordAt } from './loop';
import styles from './TimeSlider.module.css';
import { useLoop, usePlayer } from './useLoop';

export interface TimeSliderProps {
  readonly container: string;
  /** `row`: one line, for the foot of a container; `stacked`: two, for a narrow column. */
  readonly layout?: 'row' | 'stacked' | undefined;
  /** What it belongs to, read aloud: `Decoder`. */
  readonly label: string;
  readonly className?: string | undefined;
}

/** Nothing until the container has run. */
export function TimeSlider({ container, ...rest }: TimeSliderProps) {
  const loop = useLoop(container);
  return loop ? <Slider loop={loop} {...rest} /> : null;
}

type SliderProps = Omit<TimeSliderProps, 'container'> & { readonly loop: Loop };

function Slider({ loop, layout = 'row', label, className }: SliderProps) {
  return (
    // Scrubbing on the canvas moves the step, not the container.
    <fieldset className={classes(styles.time, styles[layout], 'nodrag', 'nopan', className)}>
      <legend className="sr-only">{`${label}: ${loop.unit}s`}</legend>
      <Transport loop={loop} />
      <Track loop={loop} label={label} />
      <output className={styles.place}>{stepText(loop)}</output>
    </fieldset>
  );
}

function Transport({ loop }: { readonly loop: Loop }) {
  const { view } = useWorkbench();
  const player = usePlayer(loop);
  const go = (step: number) => (): void => {
    player.pause();
    view.getState().showStep(loop.container, step);
  };
  return (
    <span className={styles.transport}>
      <IconButton label={`First ${loop.unit}`} size="small" icon={<SkipBack aria-hidden />} onClick={go(0)} />
      <IconButton
        label={player.isPlaying ? 'Pause' : `Play the ${loop.unit === 'copy' ? 'copies' : 'steps'}`}
        size="small"
        icon={player.isPlaying ? <Pause aria-hidden /> : <Play aria-hidden />}
        onClick={player.isPlaying ? player.pause : player.play}
      />
      <IconButton
        label={`Last ${loop.unit}`}
        size="small"
        icon={<SkipForward aria-hidden />}
        onClick={go(loop.count - 1)}
      />
    </span>
  );
}

/** More words than this would run into each other: only that of the step is written. */
const MOST_WORDS = 6;

function Track({ loop, label }: { readonly loop: Loop; readonly label: string }) {
  const { view } = useWorkbench();
  const { container, count, step, words } = loop;
  const word = wordAt(loop, step);
  const share = count > 1 ? step / (count - 1) : 0;
  return (
    <span className={styles.track}>
      <input
        type="range"
        min={0}
        max={count - 1}
        value={step}
        aria-label={`${label}, ${loop.unit}`}
        aria-valuetext={word === undefined ? stepText(loop) : `${stepText(loop)}, ${word}`}
        style={{ '--share': share } as CSSProperties}
        onChange={(event) => view.getState().showStep(container, Number(event.target.value))}
      />
      {words ? (
        <span className={styles.words} aria-hidden="true">
          {words.map((text, at) => {
            if (count > MOST_WORDS && at !== step) return null;
            const left = `${count > 1 ? (100 * at) / (count - 1) : 0}%`;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: words repeat; their step is what they are.
              <span key={at} className={at === step ? styles.now : undefined} style={{ left }}>
                {text}
              </span>
            );
          })}
        </span>
      ) : null}
    </span>
  );
}
