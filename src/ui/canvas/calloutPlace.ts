// Where a message about a node stands: beside it, on the canvas, and not on top of it. Pure; px from the canvas's corner.

import type { Box, Point } from '../../drawing/route';
import { clampInto } from './canvasSize';

interface Size {
  readonly width: number;
  readonly height: number;
}

const GAP = 32;
/** The tool bar in the lower left corner, with what is left free around it. */
const BAR = { width: 248, height: 44 };

export interface CalloutPlace extends Point {
  /** From the node's edge to the message. */
  readonly leader: readonly [Point, Point];
}

/** Below if there is room, else above, right or left; at the margin where there is none. Never over the tool bar. */
export function calloutPlace(node: Box, callout: Size, canvas: Size): CalloutPlace {
  const middle = { x: node.x + node.width / 2, y: node.y + node.height / 2 };
  const places: readonly Point[] = [
    { x: node.x, y: node.y + node.height + GAP },
    { x: node.x, y: node.y - GAP - callout.height },
    { x: node.x + node.width + GAP, y: node.y },
    { x: node.x - GAP - callout.width, y: node.y },
  ];
  const tries = places.map((at) => {
    const place = clampInto(at, callout, canvas);
    return place.x < BAR.width ? clampInto(at, callout, { ...canvas, height: canvas.height - BAR.height }) : place;
  });
  const best = tries.find((at) => !covers(at, callout, node)) ?? (tries[0] as Point);
  return { ...best, leader: leaderTo(best, callout, node, middle) };
}

const covers = ({ x, y }: Point, { width, height }: Size, node: Box): boolean =>
  x < node.x + node.width + 8 && x + width > node.x - 8 && y < node.y + node.height + 8 && y + height > node.y - 8;

function leaderTo(at: Point, { width, height }: Size, node: Box, middle: Point): [Point, Point] {
  const within = (value: number, least: number, most: number) => Math.max(least, Math.min(value, most));
  const x = within(middle.x, at.x + 16, at.x + width - 16);
  const y = within(middle.y, at.y + 16, at.y + height - 16);
  if (at.y >= node.y + node.height)
    return [
      { x: within(x, node.x, node.x + node.width), y: node.y + node.height },
      { x, y: at.y },
    ];
  if (at.y + height <= node.y)
    return [
      { x: within(x, node.x, node.x + node.width), y: node.y },
      { x, y: at.y + height },
    ];
  if (at.x >= node.x + node.width)
    return [
      { x: node.x + node.width, y: within(y, node.y, node.y + node.height) },
      { x: at.x, y },
    ];
  return [
    { x: node.x, y: within(y, node.y, node.y + node.height) },
    { x: at.x + width, y },
  ];
}
