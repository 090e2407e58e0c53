// What the last run did; a click shows on what it ran and lets choose another backend.
import { useEffect, useState } from 'react';
import { Button } from '../primitives/Button';
import { Pill } from '../primitives/Pill';
import { Popover } from '../primitives/Popover';
import { useDocument, useRun, useWorkbench } from '../workbench';
import { BackendMenu } from './BackendMenu';
import styles from './RunPill.module.css';
import { type RunWords, runWords } from './runWords';

/** A run that is over sooner than this, in ms, is not said to be running: most are. */
const PATIENCE = 250;

export function RunPill() {
  const { run } = useWorkbench();
  const words = useSteadyWords();
  const slow = words.state === 'busy' && words.strong === 'Running';
  return (
    <>
      <Popover
        label="How graphs run"
        trigger={
          <button type="button" className={styles.trigger} aria-label={`Run: ${words.strong} ${words.rest ?? ''}`}>
            <Pill state={words.state} strong={words.strong}>
              {words.rest}
            </Pill>
          </button>
        }
      >
        <BackendMenu />
      </Popover>
      {slow ? (
        <Button size="small" onClick={() => run.getState().cancel()}>
          Cancel
        </Button>
      ) : null}
    </>
  );
}

/** The words, which stay as they were while a run is short. */
function useSteadyWords(): RunWords {
  const checked = useDocument((state) => state.checked);
  const words = runWords(
    checked,
    useRun((state) => state),
  );
  const busy = words.state === 'busy';
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!busy) return;
    const timer = setTimeout(() => setSlow(true), PATIENCE);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [busy]);
  const [last, setLast] = useState(words);
  const changed = last.state !== words.state || last.strong !== words.strong || last.rest !== words.rest;
  if (!busy && changed) setLast(words);
  return busy && !slow ? last : words;
}
