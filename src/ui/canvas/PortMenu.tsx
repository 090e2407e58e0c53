// The settings of one port of a wall, beside it: its name, how it is fed, and its end.
import { useStore } from '@xyflow/react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { PortEnd } from '../../drawing/ports';
import { setWallPortKind } from '../../graph/editWalls';
import { wallOf } from '../../graph/ports';
import { containerOf } from '../../graph/walls';
import { Button } from '../primitives/Button';
import { Segmented } from '../primitives/Segmented';
import { useDocument, useWorkbench } from '../workbench';
import { attempt } from './attempt';
import { useCanvas, useCanvasUi } from './canvasContext';
import { clampInto, useCanvasSize, useOnCanvas } from './canvasSize';
import { removePort, renamePort } from './containerActions';
import { KindMark } from './KindMark';
import styles from './Overlays.module.css';
import { wallPlace } from './wireEdit';
import { portPlace } from './wiringStore';

export function PortMenu() {
  const end = useCanvasUi((state) => state.portMenu);
  return end ? <Settings end={end} /> : null;
}

const SIZE = { width: 320, height: 130 };

function usePlace(end: PortEnd): { left: number; top: number } | undefined {
  const { flow } = useCanvas();
  const size = useCanvasSize();
  const onCanvas = useOnCanvas();
  useStore((state) => state.transform.join());
  const at = portPlace(flow, end);
  if (!at) return undefined;
  const corner = onCanvas(at);
  const { x, y } = clampInto({ x: corner.x + 12, y: corner.y + 12 }, SIZE, size);
  return { left: x, top: y };
}

function Settings({ end }: { readonly end: PortEnd }) {
  const workbench = useWorkbench();
  const { document } = workbench;
  const parts = useCanvas();
  const { ui } = parts;
  const menu = useRef<HTMLDivElement>(null);
  const place = usePlace(end);
  const graph = useDocument((state) => state.graph);
  const wall = wallPlace(graph, end);
  const port = wall && wallOf(wall.container, graph.nodes)[wall.side].find(({ name }) => name === end.port);
  useEffect(() => {
    menu.current?.querySelector<HTMLElement>('input:checked, button')?.focus();
  }, []);
  if (!place || !wall || !port) return null;
  const close = () => ui.setState({ portMenu: undefined });
  const kinds = containerOf(graph, wall.container).kinds[wall.side];
  const setKind = (kind: string) =>
    attempt(ui, 'Nothing was changed', () =>
      document.getState().edit((now) => setWallPortKind(now, wall.container, wall.side, port.name, kind)),
    );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  };
  return (
    <div
      ref={menu}
      role="dialog"
      aria-label={`Port ${port.name}`}
      className={styles.portMenu}
      style={place}
      onKeyDown={onKeyDown}
      onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || close()}
    >
      {kinds.length > 1 ? (
        <Segmented
          size="small"
          label="How it is fed"
          value={port.kind}
          options={kinds.map((kind) => ({ value: kind, label: kind }))}
          onChange={setKind}
        />
      ) : null}
      <p>
        <KindMark kind={port.kind} /> {SAYS[port.kind] ?? 'Goes through as it is.'}
      </p>
      <span>
        <Button size="small" onClick={() => renamePort(workbench, parts, end)}>
          Rename
        </Button>
        <Button size="small" onClick={() => removePort(workbench, parts, end)}>
          Remove the port
        </Button>
      </span>
    </div>
  );
}

const SAYS: Readonly<Record<string, string>> = {
  sequence: 'One entry a step.',
  state: 'Carried from each step to the next.',
  constant: 'The same at every step.',
  feedback: 'What the step before gave, or a target.',
};
