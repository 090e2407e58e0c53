// The place of the panel under the canvas: as tall as its handle says, or collapsed to its tabs.
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import { classes } from '../primitives/classes';
import { useView, useWorkbench } from '../workbench';
import { clampHeight, heightAfter, SHORTEST, tallest } from './bottomHeight';
import styles from './Layout.module.css';
import { useShell, useShellStore } from './shellStore';

export function BottomDock({ children }: { readonly children: ReactNode }) {
  const { open, tab } = useView((state) => state.panel);
  const height = useShell((state) => state.bottomHeight);
  return (
    <section
      className={classes(styles.bottom, tab === 'problems' && styles.problems, !open && styles.collapsed)}
      style={open && height !== undefined ? { height } : undefined}
      aria-label="Panels"
    >
      <Handle height={height} />
      <div className={styles.panel}>{children}</div>
    </section>
  );
}

function Handle({ height }: { readonly height: number | undefined }) {
  const shell = useShellStore();
  const { view } = useWorkbench();
  const handle = useRef<HTMLHRElement>(null);
  const shown = (): number => handle.current?.parentElement?.offsetHeight ?? SHORTEST;
  const resize = (wanted: number): void => {
    shell.setState({ bottomHeight: clampHeight(wanted, window.innerHeight) });
    const { panel, showPanel } = view.getState();
    if (!panel.open) showPanel(panel.tab);
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) resize(window.innerHeight - event.clientY);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = heightAfter(event.key, shown(), window.innerHeight);
    if (next !== undefined) resize(next);
    else if (event.key === 'Enter') view.getState().togglePanel();
    else return;
    event.preventDefault();
  };
  return (
    <hr
      ref={handle}
      className={styles.handle}
      aria-label="Height of the panels"
      aria-orientation="horizontal"
      aria-valuemin={SHORTEST}
      aria-valuemax={tallest(window.innerHeight)}
      aria-valuenow={height ?? 300}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onDoubleClick={() => shell.setState({ bottomHeight: undefined })}
      onKeyDown={onKeyDown}
    />
  );
}
