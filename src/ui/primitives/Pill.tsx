// What the last run did, in one line: a dot, a strong word, the rest. A click shows more.
import type { ReactNode } from 'react';
import { classes } from './classes';
import styles from './Pill.module.css';

export interface PillProps {
  /** The mark's shape says it too: a round dot, or a diamond for a problem. */
  readonly state: 'ok' | 'problem' | 'idle' | 'busy';
  /** In strong ink: `webgl2`, `1 problem`. */
  readonly strong: ReactNode;
  /** The rest: `· 3.1 ms`. */
  readonly children?: ReactNode | undefined;
  readonly onClick?: (() => void) | undefined;
}

export function Pill({ state, strong, children, onClick }: PillProps) {
  const inside = (
    <>
      <i className={classes(styles.mark, styles[state])} aria-hidden="true" />
      <span className={styles.text}>
        <b className={styles.strong}>{strong}</b>
        {children ? <> {children}</> : null}
      </span>
    </>
  );
  if (!onClick) return <div className={styles.pill}>{inside}</div>;
  return (
    <button type="button" className={classes(styles.pill, styles.clickable)} onClick={onClick}>
      {inside}
    </button>
  );
}
