// Holds: keys walk a grid without leaving it, and only what is on screen is drawn.
import { expect, test } from 'vitest';
import { moveCell, scrollToShow, visibleSpan } from './gridMoves';

const size = { rows: 6, cols: 3 };

test.each([
  ['ArrowDown', false, { row: 2, col: 1 }],
  ['ArrowLeft', false, { row: 1, col: 0 }],
  ['PageDown', false, { row: 5, col: 1 }],
  ['Home', false, { row: 1, col: 0 }],
  ['End', true, { row: 5, col: 2 }],
  ['a', false, undefined],
])('%s (with Ctrl: %s) leads to %j', (key, wide, cell) => {
  expect(moveCell({ row: 1, col: 1 }, key, wide, size)).toEqual(cell);
});

test('the edge holds', () => {
  expect(moveCell({ row: 0, col: 2 }, 'ArrowRight', false, size)).toEqual({ row: 0, col: 2 });
  expect(moveCell({ row: 0, col: 2 }, 'ArrowUp', false, size)).toEqual({ row: 0, col: 2 });
});

test('the visible span covers the viewport at every scroll and stays small', () => {
  for (let scroll = 0; scroll < 29 * 1024; scroll += 13) {
    const { from, to } = visibleSpan(scroll, 174, 29, 1024);
    expect(from * 29).toBeLessThanOrEqual(scroll);
    expect(to * 29).toBeGreaterThanOrEqual(Math.min(scroll + 174, 29 * 1024));
    expect(to - from).toBeLessThanOrEqual(24);
  }
});

test('scrolls only as far as needed', () => {
  expect(scrollToShow(100, 50, 110, 20)).toBe(100);
  expect(scrollToShow(100, 50, 90, 20)).toBe(90);
  expect(scrollToShow(100, 50, 140, 20)).toBe(110);
});
