// Where a new node stands that nobody dropped anywhere: on nothing else. Pure; px of the canvas.
import type { Box } from '../../drawing/route';
import type { Position } from '../../graph/graph';

/** Of a usual node with a picture. */
const SIZE = { width: 132, height: 160 };
/** Between nodes: wires and their shapes have room beside them. */
const GAP = { x: 72, y: 28 };

const overlaps = ({ x, y }: Position, box: Box): boolean =>
  x < box.x + box.width + GAP.y &&
  x + SIZE.width + GAP.y > box.x &&
  y < box.y + box.height + GAP.y &&
  y + SIZE.height + GAP.y > box.y;

/** Right of the node that it is to follow, or at the wanted place; below what lies there. */
export function freePlace(taken: readonly Box[], wanted: Position, after?: Box): Position {
  let place = after ? { x: after.x + after.width + GAP.x, y: after.y } : wanted;
  for (;;) {
    const under = taken.find((box) => overlaps(place, box));
    if (!under) return place;
    place = { x: place.x, y: under.y + under.height + GAP.y };
  }
}
