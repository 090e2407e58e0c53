// When nodes draw a simpler face, and where its parts stand, in the same box as the full one. Pure.
import type { CSSProperties } from 'react';
import { type Face, PADDING } from '../../drawing/face';

/** Below this zoom texts of 10 px cannot be read: nodes draw a simpler face. */
const SIMPLE_BELOW = 0.75;

export const isSimple = (state: { readonly transform: readonly [number, number, number] }): boolean =>
  state.transform[2] < SIMPLE_BELOW;

/** Title row, and the line for the concrete shape, in px. */
const HEAD = 34;
const FOOT = 20;
/** Words beside the cells are left out, so the cells may grow. */
const MOST = 1.6;

/** How much the picture is enlarged, and the box it stands in. */
export function simpleFace(face: Face): { readonly scale: number; readonly place: CSSProperties } {
  const room = { width: face.width - 2 * PADDING, height: Math.max(0, face.height - HEAD - FOOT - 2) };
  const { width, height } = face.picture.cells;
  const scale = Math.min(MOST, room.width / Math.max(1, width), room.height / Math.max(1, height));
  return { scale, place: { top: HEAD + 1, height: room.height } };
}
