// Arrow keys go to the node that lies in their direction.
import { describe, expect, it } from 'vitest';
import { neighbour } from './neighbour';

const places = new Map([
  ['middle', { x: 0, y: 0 }],
  ['right', { x: 200, y: 20 }],
  ['far', { x: 500, y: 0 }],
  ['below', { x: 30, y: 200 }],
]);

describe('neighbour', () => {
  it.each([
    ['right', { x: 1, y: 0 }],
    ['below', { x: 0, y: 1 }],
    [undefined, { x: -1, y: 0 }],
  ])('finds %s', (expected, direction) => {
    expect(neighbour(places, 'middle', direction)).toBe(expected);
  });
});
