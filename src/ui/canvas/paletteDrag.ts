// Dragging a node type from the palette to the canvas, by mouse, pen or touch. Knows nothing of the palette's looks.
import { type PointerEvent, useMemo } from 'react';
import { type CanvasLink, useCanvasLink } from './canvasLink';

/** px that the pointer moves before a press is a drag. */
const THRESHOLD = 4;

export interface PaletteDrag {
  /** For `onPointerDown` of an item; give items `touch-action: pan-y`, so that a list still scrolls. A plain click stays a click. */
  startPaletteDrag(event: PointerEvent, typeId: string): void;
  /** For a click or Enter on an item. */
  addAtCentre(typeId: string): void;
}

/** Stable between renders. Needs a CanvasProvider around palette and canvas. */
export function usePaletteDrag(): PaletteDrag {
  const link = useCanvasLink();
  return useMemo(
    () => ({
      startPaletteDrag: ({ nativeEvent }, typeId) => startPaletteDrag(link, nativeEvent, typeId),
      addAtCentre: (typeId) => link.getState().actions?.addAtCentre(typeId),
    }),
    [link],
  );
}

function startPaletteDrag(link: CanvasLink, start: globalThis.PointerEvent, typeId: string): void {
  if (start.button !== 0 || !start.isPrimary) return;
  const listening = new AbortController();
  const { signal } = listening;
  const accepts = ({ clientX, clientY }: globalThis.PointerEvent) =>
    link.getState().actions?.accepts(clientX, clientY) ?? false;
  const move = (event: globalThis.PointerEvent) => {
    if (event.pointerId !== start.pointerId) return;
    const moved = Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY);
    if (!link.getState().drag && moved < THRESHOLD) return;
    event.preventDefault();
    link.setState({ drag: { typeId, x: event.clientX, y: event.clientY, over: accepts(event) } });
  };
  const stop = () => {
    listening.abort();
    link.setState({ drag: undefined });
  };
  const drop = (event: globalThis.PointerEvent) => {
    if (event.pointerId !== start.pointerId) return;
    const dragged = link.getState().drag !== undefined;
    stop();
    if (!dragged) return;
    swallowClick();
    if (accepts(event)) link.getState().actions?.addAtPoint(typeId, event.clientX, event.clientY);
  };
  window.addEventListener('pointermove', move, { signal, passive: false });
  window.addEventListener('pointerup', drop, { signal });
  window.addEventListener('pointercancel', stop, { signal });
  window.addEventListener('blur', stop, { signal });
  window.addEventListener('keydown', (event) => event.key === 'Escape' && stop(), { signal });
}

/** The click that a browser sends after a drag that ends where it began is no click on the item. */
function swallowClick(): void {
  const swallow = (event: MouseEvent) => event.stopPropagation();
  window.addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }));
}
