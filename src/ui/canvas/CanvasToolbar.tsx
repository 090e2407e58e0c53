// Zoom, fit, tidy and the minimap, at the corner of the canvas.
import { useStore } from '@xyflow/react';
import { Map as MapIcon, Maximize, Minus, Network, Plus } from 'lucide-react';
import { IconButton } from '../primitives/Button';
import { Tooltip } from '../primitives/Tooltip';
import { useView, useWorkbench } from '../workbench';
import { useCanvasUi } from './canvasContext';
import { useCanvasActions } from './canvasLink';
import styles from './Overlays.module.css';

export function CanvasToolbar() {
  const actions = useCanvasActions();
  const zoom = useStore((state) => Math.round(state.transform[2] * 100));
  const minimap = useCanvasUi((state) => state.minimap);
  const { view } = useWorkbench();
  const gradients = useView((state) => state.gradients);
  const common = { size: 'small', tooltipSide: 'top' } as const;
  return (
    <div className={styles.toolbar} role="toolbar" aria-label="Canvas">
      <IconButton {...common} label="Zoom out" keys="-" icon={<Minus />} onClick={() => actions()?.zoomOut()} />
      <Tooltip text="Zoom to 100 %" keys="0" side="top">
        <button
          type="button"
          className={styles.zoom}
          aria-label={`Zoom ${zoom} %, set to 100 %`}
          onClick={() => actions()?.resetZoom()}
        >
          {zoom} %
        </button>
      </Tooltip>
      <IconButton {...common} label="Zoom in" keys="+" icon={<Plus />} onClick={() => actions()?.zoomIn()} />
      <IconButton {...common} label="Fit the graph" keys="F" icon={<Maximize />} onClick={() => actions()?.fit()} />
      <IconButton {...common} label="Tidy the layout" icon={<Network />} onClick={() => actions()?.tidy()} />
      <IconButton
        {...common}
        label="Minimap"
        icon={<MapIcon />}
        pressed={minimap}
        onClick={() => actions()?.toggleMinimap()}
      />
      <IconButton
        {...common}
        label="Gradients on wires and nodes"
        keys="G"
        icon={<span className={styles.nabla}>∇</span>}
        pressed={gradients}
        onClick={() => view.getState().showGradients(!gradients)}
      />
    </div>
  );
}
