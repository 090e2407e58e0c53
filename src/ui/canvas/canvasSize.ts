// The canvas on the page, and keeping small things inside it.
import { useStore } from '@xyflow/react';
import { shallow } from 'zustand/shallow';
import type { Point } from '../../drawing/route';

export interface CanvasSize {
  /** Client px of its corner. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export function useCanvasSize(): CanvasSize {
  return useStore(({ domNode, width, height }) => {
    const box = domNode?.getBoundingClientRect();
    return { left: box?.left ?? 0, top: box?.top ?? 0, width, height };
  }, shallow);
}

const MARGIN = 12;

/** The place nearest to `at` where a box of this size lies on the canvas, in px from its corner. */
export const clampInto = (
  at: Point,
  box: { readonly width: number; readonly height: number },
  canvas: { readonly width: number; readonly height: number },
): Point => ({
  x: Math.max(MARGIN, Math.min(at.x, canvas.width - box.width - MARGIN)),
  y: Math.max(MARGIN, Math.min(at.y, canvas.height - box.height - MARGIN)),
});
