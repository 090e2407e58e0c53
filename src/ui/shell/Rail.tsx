// The left side: timeline and palette beside the canvas, or on narrow pages icons whose panels fly out over it.
import { Clock, Plus, Search } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useCanvasLink } from '../canvas/canvasLink';
import { Palette } from '../palette/Palette';
import { Timeline } from '../presets/Timeline';
import { IconButton } from '../primitives/Button';
import { useNarrowPage } from '../theme/narrowPage';
import { useCommandRegistry } from './commandContext';
import styles from './Rail.module.css';
import { type Flyout, useShell, useShellStore } from './shellStore';

export function Rail() {
  if (useNarrowPage()) return <NarrowRail />;
  return (
    <>
      <Timeline />
      <div className={styles.separator} />
      <Palette />
    </>
  );
}

function NarrowRail() {
  const shell = useShellStore();
  const registry = useCommandRegistry();
  const flyout = useShell((state) => state.flyout);
  const toggle = (panel: Flyout) => () => shell.setState({ flyout: flyout === panel ? undefined : panel });
  return (
    <>
      <div className={styles.icons}>
        <IconButton
          label="Timeline"
          tooltipSide="right"
          icon={<Clock aria-hidden />}
          pressed={flyout === 'timeline'}
          onClick={toggle('timeline')}
        />
        <IconButton
          label="Nodes to add"
          tooltipSide="right"
          icon={<Plus aria-hidden />}
          pressed={flyout === 'palette'}
          onClick={toggle('palette')}
        />
        <IconButton
          label="Find"
          tooltipSide="right"
          icon={<Search aria-hidden />}
          onClick={() => registry.perform('find')}
        />
      </div>
      {flyout ? <FlyoutPanel panel={flyout} /> : null}
    </>
  );
}

/** Closes on Esc, on a press elsewhere, and when what was dragged out of it is dropped. */
function FlyoutPanel({ panel }: { readonly panel: Flyout }) {
  const shell = useShellStore();
  const place = useRef<HTMLElement>(null);
  const dragging = useStore(useCanvasLink(), (state) => state.drag !== undefined);
  const wasDragging = useRef(false);
  useEffect(() => {
    if (wasDragging.current && !dragging) shell.setState({ flyout: undefined });
    wasDragging.current = dragging;
  }, [dragging, shell]);
  useEffect(() => {
    const close = (): void => shell.setState({ flyout: undefined });
    const onPress = ({ target }: PointerEvent): void => {
      if (!(target instanceof Node) || !place.current?.parentElement?.contains(target)) close();
    };
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key !== 'Escape') return;
      place.current?.parentElement?.querySelector<HTMLElement>('[aria-pressed=true]')?.focus();
      close();
    };
    place.current?.querySelector<HTMLElement>(panel === 'palette' ? 'input' : 'li button')?.focus();
    window.addEventListener('pointerdown', onPress);
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('pointerdown', onPress);
      window.removeEventListener('keydown', onKey);
    };
  }, [shell, panel]);
  return (
    <section ref={place} className={styles.flyout} aria-label={panel === 'timeline' ? 'Timeline' : 'Nodes'}>
      {panel === 'timeline' ? <Timeline /> : <Palette onAdded={() => shell.setState({ flyout: undefined })} />}
    </section>
  );
}
