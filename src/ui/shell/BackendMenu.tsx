// Which backend runs the graph: what there is here, what automatic means and why, and what went wrong last.
import { useId } from 'react';
import { Button } from '../primitives/Button';
import { useRun, useWorkbench } from '../workbench';
import styles from './RunPill.module.css';
import { type BackendOption, backendOptions, missingWords } from './runWords';

export function BackendMenu() {
  const { run } = useWorkbench();
  const told = useRun((state) => state);
  const missing = missingWords(told.backends);
  const group = useId();
  return (
    <div className={styles.menu}>
      <div role="radiogroup" aria-label="Backend" className={styles.options}>
        {backendOptions(told).map((option) => (
          <Option key={option.choice} group={group} option={option} />
        ))}
      </div>
      {missing ? <p className={styles.note}>{missing}</p> : null}
      {told.fallback ? <p className={styles.note}>{told.fallback}</p> : null}
      {told.failure ? <p className={styles.problem}>The last run failed: {told.failure}</p> : null}
      <div className={styles.actions}>
        <Button size="small" onClick={() => run.getState().run()}>
          Run again
        </Button>
        {told.phase === 'running' ? (
          <Button size="small" onClick={() => run.getState().cancel()}>
            Cancel
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function Option({ group, option }: { readonly group: string; readonly option: BackendOption }) {
  const { run } = useWorkbench();
  const choice = useRun((state) => state.choice);
  return (
    <label className={styles.option}>
      <input
        type="radio"
        name={group}
        checked={choice === option.choice}
        onChange={() => run.getState().choose(option.choice)}
      />
      <span className={styles.title}>{option.title}</span>
      <span className={styles.text}>{option.text}</span>
    </label>
  );
}
