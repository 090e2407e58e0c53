// The mark of the application: a causal mask, dark where attention is strong.
import styles from './TopBar.module.css';

const CELLS = [
  [3, 3, 1],
  [3, 9.5, 0.55],
  [9.5, 9.5, 1],
  [3, 16, 0.28],
  [9.5, 16, 0.55],
  [16, 16, 1],
] as const;

export const Mark = () => (
  <svg className={styles.mark} viewBox="0 0 24 24" aria-hidden="true">
    {CELLS.map(([x, y, opacity]) => (
      <rect key={`${x} ${y}`} x={x} y={y} width="5" height="5" rx="1" opacity={opacity} />
    ))}
  </svg>
);
