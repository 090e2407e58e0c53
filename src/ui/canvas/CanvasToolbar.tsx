// Zoom, fit, tidy and the minimap, at the corner of the canvas, whether the canvas is here or still to come.
import { Map as MapIcon, Maximize, Minus, Network, Plus } from 'lucide-react';
import { IconButton } from '../primitives/Button';
import { Tooltip } from '../primitives/Tooltip';
import { useView, useWorkbench } from '../workbench';
import styles from './CanvasToolbar.module.css';
import { useWithCanvas } from './canvasLink';

export function CanvasToolbar({ zoom, minimap }: { readonly zoom: number; readonly minimap: boolean }) {
  const withCanvas = useWithCanvas();
  const { view } = useWorkbench();
  const gradients = useView((state) => state.gradients);
  const common = { size: 'small', tooltipSide: 'top' } as const;
  return (
    <div className={styles.toolbar} role="toolbar" aria-label="Canvas">
      <IconButton
        {...common}
        label="Zoom out"
        keys="-"
        icon={<Minus />}
        onClick={() => withCanvas(({ zoomOut }) => zoomOut())}
      />
      <Tooltip text="Zoom to 100 %" keys="0" side="top">
        <button
          type="button"
          className={styles.zoom}
          aria-label={`Zoom ${zoom} %, set to 100 %`}
          onClick={() => withCanvas(({ resetZoom }) => resetZoom())}
        >
          {zoom} %
        </button>
      </Tooltip>
      <IconButton
        {...common}
        label="Zoom in"
        keys="+"
        icon={<Plus />}
        onClick={() => withCanvas(({ zoomIn }) => zoomIn())}
      />
      <IconButton
        {...common}
        label="Fit the graph"
        keys="F"
        icon={<Maximize />}
        onClick={() => withCanvas(({ fit }) => fit())}
      />
      <IconButton
        {...common}
        label="Tidy the layout"
        icon={<Network />}
        onClick={() => withCanvas(({ tidy }) => tidy())}
      />
      <IconButton
        {...common}
        label="Minimap"
        icon={<MapIcon />}
        pressed={minimap}
        onClick={() => withCanvas(({ toggleMinimap }) => toggleMinimap())}
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
