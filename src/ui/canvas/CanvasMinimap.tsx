// The whole graph in a corner, off by default.
import { MiniMap } from '@xyflow/react';
import { useCanvasUi } from './canvasContext';
import styles from './Overlays.module.css';

export function CanvasMinimap() {
  const shown = useCanvasUi((state) => state.minimap);
  if (!shown) return null;
  return (
    <MiniMap
      className={styles.minimap ?? ''}
      style={{ width: 180, height: 120 }}
      nodeColor="var(--line-2)"
      maskColor="color-mix(in srgb, var(--paper) 70%, transparent)"
      bgColor="var(--surface)"
      ariaLabel="Minimap"
      pannable
      zoomable
    />
  );
}
