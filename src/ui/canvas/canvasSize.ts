// The canvas on the page, and keeping small things inside it.
import { useStore, useStoreApi } from '@xyflow/react';
import { shallow } from 'zustand/shallow';
import type { Point } from '../../drawing/route';

interface Size {
  readonly width: number;
  readonly height: number;
}

export const useCanvasSize = (): Size => useStore(({ width, height }) => ({ width, height }), shallow);

/** Where a point of the graph is, in px from the canvas' corner, as it is panned and zoomed now. Asks no layout of the page. */
export function useOnCanvas(): (point: Point) => Point {
  const store = useStoreApi();
  return ({ x, y }) => {
    const [left, top, zoom] = store.getState().transform;
    return { x: left + x * zoom, y: top + y * zoom };
  };
}

const MARGIN = 12;

/** The place nearest to `at` where a box of this size lies on the canvas, in px from its corner. */
export const clampInto = (at: Point, box: Size, canvas: Size): Point => ({
  x: Math.max(MARGIN, Math.min(at.x, canvas.width - box.width - MARGIN)),
  y: Math.max(MARGIN, Math.min(at.y, canvas.height - box.height - MARGIN)),
});
