// A way as it is drawn: rounded corners, dots where wires of one output part, and the place for its shape. Pure.
import type { Point, Way } from './route';
import { textWidth } from './textWidth';

const RADIUS = 8;

/** SVG path data. */
export function wirePath(way: Way): string {
  const [first] = way;
  if (!first) return '';
  const parts = [`M${first.x} ${first.y}`];
  for (let i = 1; i < way.length; i++) {
    const [before, here, after] = [way[i - 1] as Point, way[i] as Point, way[i + 1]];
    if (!after) {
      parts.push(`L${here.x} ${here.y}`);
      continue;
    }
    const radius = Math.min(RADIUS, distance(before, here) / 2, distance(here, after) / 2);
    const [start, end] = [towards(here, before, radius), towards(here, after, radius)];
    parts.push(`L${start.x} ${start.y}Q${here.x} ${here.y} ${end.x} ${end.y}`);
  }
  return parts.join('');
}

const distance = (a: Point, b: Point): number => Math.abs(a.x - b.x) + Math.abs(a.y - b.y);

const towards = (from: Point, to: Point, by: number): Point => ({
  x: from.x + Math.sign(to.x - from.x) * by,
  y: from.y + Math.sign(to.y - from.y) * by,
});

/** Points at which one of the ways of an output leaves another. */
export function branchDots(ways: readonly Way[]): Point[] {
  const dots = new Map<string, Point>();
  for (const way of ways) {
    for (let i = 1; i < way.length - 1; i++) {
      const [bend, next] = [way[i] as Point, way[i + 1] as Point];
      const leaves = ways.some((other) => other !== way && passes(other, bend, next));
      if (leaves) dots.set(`${bend.x} ${bend.y}`, bend);
    }
  }
  return [...dots.values()];
}

/** Whether a way runs through a point and goes on in another direction than to `next`. */
function passes(way: Way, point: Point, next: Point): boolean {
  for (let i = 0; i < way.length - 1; i++) {
    const [from, to] = [way[i] as Point, way[i + 1] as Point];
    if (!between(from, point, to) || (point.x === to.x && point.y === to.y)) continue;
    return heading(point, to) !== heading(point, next);
  }
  return false;
}

const between = (from: Point, { x, y }: Point, to: Point): boolean =>
  x >= Math.min(from.x, to.x) &&
  x <= Math.max(from.x, to.x) &&
  y >= Math.min(from.y, to.y) &&
  y <= Math.max(from.y, to.y);

const heading = (from: Point, to: Point): string => `${Math.sign(to.x - from.x)} ${Math.sign(to.y - from.y)}`;

/** `stacked`: symbolic above the wire, concrete below; `inline`: both in the wire; `concrete`: only that, below. */
export interface LabelPlace extends Point {
  readonly form: 'stacked' | 'inline' | 'concrete';
  readonly width: number;
}

const LEAST = 40;
const LONG = 160;
const SIZE = 10;

/** Where the shape of a wire stands; undefined where no flat run has room. */
export function labelPlace(way: Way, symbolic: string, concrete: string): LabelPlace | undefined {
  const runs = flatRuns(way);
  const last = runs.at(-1);
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), { length: 0, x: 0, y: 0 });
  const run = last && last.length >= LEAST ? last : longest;
  if (run.length < LEAST) return undefined;
  const { x, y } = run;
  const inline = textWidth(`${symbolic} = ${concrete}`, SIZE) + 20;
  if (run.length >= Math.max(LONG, inline + 40)) return { x, y, form: 'inline', width: inline };
  const below = textWidth(concrete, SIZE);
  if (below > run.length - 6) return undefined;
  const above = textWidth(symbolic, SIZE);
  const both = symbolic !== concrete && above <= run.length - 6;
  return { x, y, form: both ? 'stacked' : 'concrete', width: below };
}

function flatRuns(way: Way): (Point & { length: number })[] {
  return way.slice(1).flatMap((to, i) => {
    const from = way[i] as Point;
    if (Math.abs(from.y - to.y) >= 1) return [];
    return [{ length: Math.abs(to.x - from.x), x: (from.x + to.x) / 2, y: from.y }];
  });
}
