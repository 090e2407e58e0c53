// Holds the panel's height between what shows its tabs and what leaves the canvas some room.
import { describe, expect, it } from 'vitest';
import { clampHeight, heightAfter, SHORTEST, tallest } from './bottomHeight';

describe('the height of the panel under the canvas', () => {
  it('leaves the canvas 120 px of the page', () => {
    expect(clampHeight(5000, 900)).toBe(900 - 48 - 120);
    expect(clampHeight(1, 900)).toBe(SHORTEST);
    expect(tallest(200)).toBe(SHORTEST);
  });

  it('follows the keys of its handle and no others', () => {
    expect(heightAfter('ArrowUp', 300, 900)).toBe(324);
    expect(heightAfter('ArrowDown', 100, 900)).toBe(SHORTEST);
    expect(heightAfter('Home', 300, 900)).toBe(tallest(900));
    expect(heightAfter('End', 300, 900)).toBe(SHORTEST);
    expect(heightAfter('a', 300, 900)).toBeUndefined();
  });
});
