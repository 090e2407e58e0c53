// A node that is added by keyboard covers nothing, and follows the one that is selected.
import { expect, test } from 'vitest';
import { freePlace } from './freePlace';

const box = (x: number, y: number) => ({ x, y, width: 120, height: 150 });

test('an empty place is taken as it is', () => {
  expect(freePlace([box(0, 0)], { x: 400, y: 20 })).toEqual({ x: 400, y: 20 });
});

test('what lies there is not covered: the new one comes below all of it', () => {
  const place = freePlace([box(390, 160), box(400, 0)], { x: 400, y: 20 });
  expect(place.x).toBe(400);
  expect(place.y).toBeGreaterThan(160 + 150);
});

test('it stands right of the one that it follows, and below the next that does', () => {
  const [first, second] = [box(0, 0), box(200, 0)];
  const place = freePlace([first, second], { x: 900, y: 900 }, first);
  expect(place.x).toBeGreaterThan(first.x + first.width);
  expect(place.x).toBeLessThan(300);
  expect(place.y).toBeGreaterThan(second.y + second.height);
});
