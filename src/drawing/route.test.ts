// Ways of wires: straight where they can be, around nodes where they must, apart from wires of other outputs.
import { describe, expect, it } from 'vitest';
import { type Box, freeWay, routeWires, type Way, type WireEnds } from './route';

const wire = (id: string, from: [number, number], to: [number, number], group = id): WireEnds => ({
  id,
  group,
  from: { x: from[0], y: from[1] },
  to: { x: to[0], y: to[1] },
});

const enters = (way: Way, { x, y, width, height }: Box): boolean =>
  way.slice(1).some((to, i) => {
    const from = way[i] as Way[number];
    const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
    const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
    return right > x && left < x + width && bottom > y && top < y + height;
  });

const orthogonal = (way: Way): boolean => way.slice(1).every((to, i) => way[i]?.x === to.x || way[i]?.y === to.y);

describe('routeWires', () => {
  it('is straight between ports at one height', () => {
    const way = routeWires([wire('e', [100, 50], [200, 50])], []).get('e');
    expect(way).toEqual([
      { x: 100, y: 50 },
      { x: 200, y: 50 },
    ]);
  });

  it('bends near the output, so that the last run is long enough for the shape', () => {
    const way = routeWires([wire('e', [100, 50], [200, 90])], []).get('e');
    expect(way?.[1]).toEqual({ x: 114, y: 50 });
    expect(way?.at(-2)).toEqual({ x: 114, y: 90 });
  });

  it('passes below a node that stands between', () => {
    const between: Box = { x: 140, y: 20, width: 100, height: 80 };
    const way = routeWires([wire('e', [100, 50], [300, 50])], [between]).get('e') ?? [];
    expect(orthogonal(way)).toBe(true);
    expect(enters(way, between)).toBe(false);
    expect(Math.max(...way.map(({ y }) => y))).toBeGreaterThan(100);
  });

  it('leads back around both nodes when the target stands at the left', () => {
    const [source, target]: Box[] = [
      { x: 300, y: 0, width: 80, height: 80 },
      { x: 100, y: 0, width: 80, height: 80 },
    ] as const;
    const way = routeWires([wire('e', [380, 40], [100, 40])], [source, target] as Box[]).get('e') ?? [];
    expect(enters(way, source as Box) || enters(way, target as Box)).toBe(false);
  });

  it('finds a way through a gap narrower than two bends', () => {
    const way = routeWires([wire('e', [100, 50], [116, 120])], []).get('e') ?? [];
    expect(way).toHaveLength(4);
    expect(way.every(({ x }) => x >= 100 && x <= 116)).toBe(true);
  });

  it('keeps wires of different outputs off each other, and lets those of one output share', () => {
    const wires = [wire('a', [100, 0], [200, 100]), wire('b', [100, 20], [200, 130])];
    const apart = routeWires(wires, []);
    expect(apart.get('a')?.[1]?.x).not.toBe(apart.get('b')?.[1]?.x);
    const shared = routeWires([wire('a', [100, 0], [200, 100], 'same'), wire('b', [100, 0], [200, 130], 'same')], []);
    expect(shared.get('a')?.[1]?.x).toBe(shared.get('b')?.[1]?.x);
  });
});

describe('freeWay', () => {
  it.each([
    [300, 80],
    [110, 80],
    [-200, 80],
  ])('is orthogonal and ends at its points (%i, %i)', (x, y) => {
    const way = freeWay({ x: 100, y: 0 }, { x, y });
    expect(orthogonal(way)).toBe(true);
    expect([way[0], way.at(-1)]).toEqual([
      { x: 100, y: 0 },
      { x, y },
    ]);
  });
});
