// Dragging a node type from the palette to the canvas, by mouse, pen or touch. Knows nothing of the palette's looks.
import { type PointerEvent, useMemo } from 'react';
import { type CanvasLink, useCanvasLink, withCanvas } from './canvasLink';
import { endDrag, followPointer } from './followPointer';

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
      startPaletteDrag: (event, typeId) => {
        if (event.button === 0 && event.isPrimary) startPaletteDrag(link, event.nativeEvent, typeId);
      },
      addAtCentre: (typeId) => withCanvas(link, ({ addAtCentre }) => addAtCentre(typeId)),
    }),
    [link],
  );
}

function startPaletteDrag(link: CanvasLink, pressed: globalThis.PointerEvent, typeId: string): void {
  const canvas = () => link.getState().actions;
  const end = () => {
    link.setState({ drag: undefined });
    canvas()?.aim();
  };
  followPointer(pressed, {
    move: ({ clientX: x, clientY: y }) => {
      link.setState({ drag: { typeId, x, y, over: canvas()?.accepts(x, y) ?? false } });
      canvas()?.aim(x, y);
    },
    drop: ({ clientX: x, clientY: y }) => {
      end();
      endDrag();
      if (canvas()?.accepts(x, y)) canvas()?.addAtPoint(typeId, x, y);
    },
    cancel: end,
  });
}
