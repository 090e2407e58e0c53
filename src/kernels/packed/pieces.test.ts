// Pieces of a draw: they cover it, once, and none is larger than asked for.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { piecesOf } from './pieces';

test('pieces cover every texel once and are no larger than asked for, or than a square of four', () => {
  const size = fc.integer({ min: 1, max: 40 });
  fc.assert(
    fc.property(size, size, fc.double({ min: 0.01, max: 2000, noNaN: true }), (width, height, most) => {
      const covered = new Array(width * height).fill(0);
      for (const piece of piecesOf([width, height], most)) {
        expect(piece.width * piece.height).toBeLessThanOrEqual(Math.max(4, most));
        for (let y = piece.y; y < piece.y + piece.height; y++)
          for (let x = piece.x; x < piece.x + piece.width; x++) covered[y * width + x] += 1;
      }
      expect(covered.every((times) => times === 1)).toBe(true);
    }),
  );
});
