// The grid of the page and what stands where in it. Knows nothing of what the parts do.
import type { ReactNode } from 'react';
import { BottomDock } from './BottomDock';
import styles from './Layout.module.css';

export interface LayoutProps {
  readonly top: ReactNode;
  readonly rail: ReactNode;
  /** A line over the canvas, or nothing. */
  readonly banner?: ReactNode;
  readonly canvas: ReactNode;
  readonly side: ReactNode;
  readonly bottom: ReactNode;
}

export function Layout({ top, rail, banner, canvas, side, bottom }: LayoutProps) {
  return (
    <div className={styles.app}>
      <header className={styles.top}>{top}</header>
      <nav className={styles.rail} aria-label="Presets and nodes">
        {rail}
      </nav>
      <main className={styles.canvas}>
        {banner}
        <div className={styles.stage}>{canvas}</div>
      </main>
      <aside className={styles.side} aria-label="Beside the canvas">
        {side}
      </aside>
      <BottomDock>{bottom}</BottomDock>
    </div>
  );
}
