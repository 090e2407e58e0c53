// Keys on the canvas itself: reaching and moving nodes, and drawing a wire without a pointer. Commands have keys of their own.
import { useReactFlow } from '@xyflow/react';
import { useEffect } from 'react';
import { absolutePositions } from '../../drawing/faces';
import { moveNodes } from '../../graph/editNodes';
import type { Position } from '../../graph/graph';
import { useWorkbench, type Workbench } from '../workbench';
import { type CanvasParts, useCanvas } from './canvasContext';
import { changeable } from './containerActions';
import { focused, focusedPort, focusNode, isOnCanvas } from './keyTargets';
import { neighbour } from './neighbour';

const ARROWS: Readonly<Record<string, Position>> = {
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
};
/** px that an arrow key moves a node, and with Shift. */
const NUDGE = 10;
const FAR = 50;

export function useCanvasKeys(): void {
  const workbench = useWorkbench();
  const parts = useCanvas();
  const { setCenter, getZoom, flowToScreenPosition } = useReactFlow();
  useEffect(() => {
    const show = () => {
      const { wire } = parts.wiring.getState();
      if (!wire?.over) return;
      const screen = flowToScreenPosition(wire.over.at);
      const seen = document.elementFromPoint(screen.x, screen.y)?.closest('.react-flow');
      if (!seen) void setCenter(wire.over.at.x, wire.over.at.y, { zoom: getZoom() });
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const handled = wiringKey(event, parts, show) || (isOnCanvas(event.target) && canvasKey(event, workbench, parts));
      if (!handled) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [workbench, parts, setCenter, getZoom, flowToScreenPosition]);
}

/** While a wire is drawn by keyboard it has every key. */
function wiringKey(event: KeyboardEvent, { wiring }: CanvasParts, show: () => void): boolean {
  const { wire, next, drop, cancel } = wiring.getState();
  if (wire?.by !== 'keyboard') return false;
  if (event.key === 'Escape') cancel();
  else if (event.key === 'Enter' && wire.over) drop();
  else if (event.key === 'Tab') next(event.shiftKey ? -1 : 1);
  else if (event.key === 'ArrowRight' || event.key === 'ArrowDown') next(1);
  else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') next(-1);
  else return event.key !== 'Shift';
  show();
  return true;
}

function canvasKey(event: KeyboardEvent, workbench: Workbench, parts: CanvasParts): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const arrow = ARROWS[event.key];
  if (arrow) return arrowKey(arrow, event, workbench, parts);
  if (event.key === 'Escape') return stepBack(workbench, parts);
  if (event.key === 'Enter' || event.key === ' ') return choose(event, workbench, parts);
  return false;
}

/** Moves the selected nodes; on a node that is not selected, goes to the next one in that direction. */
function arrowKey(
  { x, y }: Position,
  event: KeyboardEvent,
  { document: store, view }: Workbench,
  { flow }: CanvasParts,
): boolean {
  const { nodes } = view.getState().selection;
  const at = focused('node', event.target);
  if (at !== undefined && !nodes.includes(at)) {
    const next = neighbour(absolutePositions(store.getState().graph, flow.getState().faces), at, { x, y });
    if (next !== undefined) focusNode(next);
    return true;
  }
  if (nodes.length === 0) return false;
  const by = event.shiftKey ? FAR : NUDGE;
  const chosen = new Set(nodes);
  store.getState().edit(
    (graph) => {
      const own = graph.nodes.filter(({ id }) => chosen.has(id));
      return moveNodes(
        graph,
        new Map(own.map(({ id, position }) => [id, { x: position.x + x * by, y: position.y + y * by }])),
      );
    },
    { merge: `nudge ${nodes.join(' ')}` },
  );
  return true;
}

function stepBack({ view }: Workbench, { wiring, ui }: CanvasParts): boolean {
  const { selection } = view.getState();
  if (wiring.getState().refused) wiring.getState().forgive();
  else if (ui.getState().adding) ui.setState({ adding: undefined });
  else if (ui.getState().failed) ui.setState({ failed: undefined });
  else if (ui.getState().portMenu) ui.setState({ portMenu: undefined });
  else if (ui.getState().fresh) ui.setState({ fresh: undefined });
  else if (selection.nodes.length + selection.edges.length > 0) view.getState().select({});
  else return false;
  return true;
}

/** Enter or Space selects what has the focus, with Shift beside the rest; Enter on the selected node renames it. */
function choose(event: KeyboardEvent, { document: store, view }: Workbench, { ui, flow }: CanvasParts): boolean {
  const { selection, select } = view.getState();
  const port = focusedPort();
  if (port && changeable(store.getState().graph, port)) {
    ui.setState({ portMenu: port });
    return true;
  }
  const [node, edge] = [focused('node', event.target), focused('edge', event.target)];
  if (event.target instanceof Element && event.target.closest('button')) return false;
  if (edge !== undefined)
    select(event.shiftKey ? { ...selection, edges: [...selection.edges, edge] } : { edges: [edge] });
  else if (node === undefined) return false;
  else if (event.shiftKey) select({ ...selection, nodes: [...new Set([...selection.nodes, node])] });
  else if (
    selection.nodes.length === 1 &&
    selection.nodes[0] === node &&
    event.key === 'Enter' &&
    flow.getState().faces.get(node)?.kind !== 'wall'
  )
    ui.setState({ renaming: node });
  else select({ nodes: [node] });
  return true;
}
