// Wires as drawn: round corners, dots at partings, and the place of the shape.
import { describe, expect, it } from 'vitest';
import type { Way } from './route';
import { branchDots, labelPlace, wirePath } from './wirePath';

const way = (...points: [number, number][]): Way => points.map(([x, y]) => ({ x, y }));

describe('wirePath', () => {
  it('rounds corners by 8 px, and by less where a run is short', () => {
    expect(wirePath(way([0, 0], [20, 0], [20, 40], [60, 40]))).toBe('M0 0L12 0Q20 0 20 8L20 32Q20 40 28 40L60 40');
    expect(wirePath(way([0, 0], [20, 0], [20, 8], [60, 8]))).toBe('M0 0L16 0Q20 0 20 4L20 4Q20 8 24 8L60 8');
  });
});

describe('branchDots', () => {
  it('stand where one wire turns off while another goes on', () => {
    const dots = branchDots([way([0, 0], [100, 0]), way([0, 0], [14, 0], [14, 50], [100, 50])]);
    expect(dots).toEqual([{ x: 14, y: 0 }]);
  });

  it('stand at both partings of three wires, and nowhere on a shared way', () => {
    const dots = branchDots([
      way([0, 0], [14, 0], [14, 50], [100, 50]),
      way([0, 0], [14, 0], [14, 90], [100, 90]),
      way([0, 0], [14, 0], [14, -50], [100, -50]),
    ]);
    expect(dots).toEqual([
      { x: 14, y: 0 },
      { x: 14, y: 50 },
    ]);
  });

  it('are not drawn for one wire', () => {
    expect(branchDots([way([0, 0], [14, 0], [14, 50], [100, 50])])).toEqual([]);
  });
});

describe('labelPlace', () => {
  it('stands above and below the last flat run', () => {
    const place = labelPlace(way([0, 0], [14, 0], [14, 50], [100, 50]), 'T × d', '6 × 3');
    expect(place).toMatchObject({ form: 'stacked', x: 57, y: 50 });
  });

  it('stands in a long run', () => {
    expect(labelPlace(way([0, 0], [400, 0]), 'T × d', '6 × 3')).toMatchObject({ form: 'inline', x: 200 });
  });

  it('is left out where no run has 40 px', () => {
    expect(labelPlace(way([0, 0], [39, 0]), 'T × d', '6 × 3')).toBeUndefined();
  });

  it('is only concrete where the dims have no names', () => {
    expect(labelPlace(way([0, 0], [80, 0]), '6 × 3', '6 × 3')?.form).toBe('concrete');
  });
});
