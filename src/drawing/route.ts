// Finds orthogonal ways for wires: out of an output to the right, into an input from the left, around nodes. Pure.

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

export interface WireEnds {
  readonly id: string;
  /** Wires of one output are one group: they may share their way. */
  readonly group: string;
  readonly from: Point;
  readonly to: Point;
}

export type Way = readonly Point[];

/** px from a port to the first bend, and how much further the next wire bends. */
const STUB = 14;
const STEP = 10;
const STEPS = [0, 1, 2, 3].map((k) => STUB + STEP * k);
/** px between a node and the lanes that run past it. */
const LANES = [16, 28, 40];
/** px that a wire keeps from nodes, and wires of other outputs from each other. */
const CLEAR = 3;
const APART = 6;

interface Segment {
  readonly group: string;
  readonly flat: boolean;
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** The ways of all wires by id. Short wires choose first; a way through a node is taken only where there is no other. */
export function routeWires(wires: readonly WireEnds[], boxes: readonly Box[]): Map<string, Way> {
  const taken: Segment[] = [];
  const ways = new Map<string, Way>();
  const spans = ({ from, to }: WireEnds) => Math.abs(to.x - from.x) + Math.abs(to.y - from.y);
  for (const wire of [...wires].sort((a, b) => spans(a) - spans(b))) {
    const way = bestWay(wire, boxes, taken);
    ways.set(wire.id, way);
    taken.push(...segmentsOf(way, wire.group));
  }
  return ways;
}

/** A way between two points that knows of nothing else: while a node or a wire's end is dragged. */
export function freeWay(from: Point, to: Point): Way {
  if (to.x - from.x >= 2 * STUB) return zWay(from, to, Math.min(from.x + STUB, (from.x + to.x) / 2));
  return laneWay(from, to, (from.y + to.y) / 2, [STUB, STUB]);
}

function bestWay(wire: WireEnds, boxes: readonly Box[], taken: readonly Segment[]): Way {
  let best: Way | undefined;
  let least = Number.POSITIVE_INFINITY;
  const near = boxesBetween(wire, boxes);
  const others = taken.filter((segment) => segment.group !== wire.group && isNear(segment, wire));
  for (const { way, detour } of candidates(wire, near)) {
    if (detour >= least) continue;
    const cost = detour + costOf(way, wire, near, others, least - detour);
    if (cost >= least) continue;
    [best, least] = [way, cost];
    // Nothing is in its way and nothing simpler is left.
    if (cost < PLAIN) break;
  }
  return best ?? freeWay(wire.from, wire.to);
}

const PLAIN = 4;

/** px beside and above the ends within which a way is looked for. */
const ASIDE = 60;
const ABOVE = 480;

interface Range {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const rangeOf = ({ from, to }: WireEnds): Range => ({
  left: Math.min(from.x, to.x - ASIDE),
  right: Math.max(to.x, from.x + ASIDE),
  top: Math.min(from.y, to.y) - ABOVE,
  bottom: Math.max(from.y, to.y) + ABOVE,
});

function boxesBetween(wire: WireEnds, boxes: readonly Box[]): Box[] {
  const { left, right, top, bottom } = rangeOf(wire);
  return boxes.filter(({ x, y, width, height }) => x < right && x + width > left && y < bottom && y + height > top);
}

function isNear({ flat, at, from, to }: Segment, wire: WireEnds): boolean {
  const { left, right, top, bottom } = rangeOf(wire);
  if (flat) return at > top && at < bottom && from < right && to > left;
  return at > left && at < right && from < bottom && to > top;
}

interface Candidate {
  readonly way: Way;
  /** How much less it is liked than a plain one. */
  readonly detour: number;
}

function* candidates({ from, to }: WireEnds, near: readonly Box[]): Generator<Candidate> {
  const room = to.x - from.x;
  if (Math.abs(from.y - to.y) < 1 && room > 0) yield { way: [from, to], detour: 0 };
  if (room >= 2 * STUB - 4) {
    for (const [k, step] of STEPS.entries()) {
      if (step < room - 8) yield { way: zWay(from, to, from.x + step), detour: k };
    }
    for (const [k, step] of STEPS.entries()) {
      if (step < room - 8) yield { way: zWay(from, to, to.x - step), detour: 3 + k };
    }
  }
  if (room >= 6) yield { way: zWay(from, to, from.x + room / 2), detour: 8 };
  for (const y of lanes({ from, to }, near)) {
    for (const [k, out] of STEPS.entries()) {
      for (const [j, back] of STEPS.entries()) {
        yield { way: laneWay(from, to, y, [out, back]), detour: 20 + k + j + laneDetour(y, from, to) };
      }
    }
  }
}

/** Below is better than above, near better than far. */
const laneDetour = (y: number, from: Point, to: Point): number =>
  (Math.abs(y - from.y) + Math.abs(y - to.y)) / 20 + (y < Math.max(from.y, to.y) ? 10 : 0);

/** Heights at which a wire can run past the nodes between its ends, the best first. */
function lanes({ from, to }: Pick<WireEnds, 'from' | 'to'>, near: readonly Box[]): number[] {
  const all = near.flatMap(({ y, height }) => LANES.flatMap((away) => [y + height + away, y - away]));
  if (near.length === 0) all.push(Math.max(from.y, to.y) + 60);
  return [...new Set(all)].sort((a, b) => laneDetour(a, from, to) - laneDetour(b, from, to)).slice(0, 24);
}

const zWay = (from: Point, to: Point, x: number): Way => straightened([from, { x, y: from.y }, { x, y: to.y }, to]);

const laneWay = (from: Point, to: Point, y: number, [out, back]: readonly [number, number]): Way => {
  const [left, right] = [from.x + out, to.x - back];
  return straightened([from, { x: left, y: from.y }, { x: left, y }, { x: right, y }, { x: right, y: to.y }, to]);
};

/** Without points that lie on the line between their neighbours. */
function straightened(points: Way): Way {
  return points.filter((point, i) => {
    const [before, after] = [points[i - 1], points[i + 1]];
    if (!before || !after) return true;
    const flat = before.y === point.y && point.y === after.y;
    const upright = before.x === point.x && point.x === after.x;
    return !flat && !upright;
  });
}

/** Counted no further than `most`. */
function costOf(
  way: Way,
  { from, to, group }: WireEnds,
  near: readonly Box[],
  others: readonly Segment[],
  most: number,
): number {
  let cost = 0;
  for (const segment of segmentsOf(way, group)) {
    for (const box of near) if (hits(segment, box, from, to)) cost += 10_000;
    for (const other of others) if (overlaps(segment, other)) cost += 400;
    if (cost >= most) return cost;
  }
  return cost;
}

function segmentsOf(way: Way, group: string): Segment[] {
  return way.slice(1).map((to, i) => {
    const from = way[i] as Point;
    return Math.abs(from.y - to.y) < 1
      ? { group, flat: true, at: from.y, from: Math.min(from.x, to.x), to: Math.max(from.x, to.x) }
      : { group, flat: false, at: from.x, from: Math.min(from.y, to.y), to: Math.max(from.y, to.y) };
  });
}

/** A wire touches its own two nodes at their ports and may not enter them either. */
function hits({ flat, at, from, to }: Segment, box: Box, start: Point, end: Point): boolean {
  const own = Math.abs(box.x + box.width - start.x) < 1 || Math.abs(box.x - end.x) < 1;
  const margin = own ? -1 : CLEAR;
  const [across, along] = flat ? [box.y, box.x] : [box.x, box.y];
  const [thick, long] = flat ? [box.height, box.width] : [box.width, box.height];
  return at > across - margin && at < across + thick + margin && to > along - margin && from < along + long + margin;
}

const overlaps = (a: Segment, b: Segment): boolean =>
  a.flat === b.flat && Math.abs(a.at - b.at) < APART && a.to > b.from + 1 && a.from < b.to - 1;
