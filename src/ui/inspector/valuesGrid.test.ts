// Holds grids to the nested numbers they stand for.
import { describe, expect, it } from 'vitest';
import { gridAt, withGrid } from './valuesGrid';

const cube = [
  [
    [1, 2],
    [3, 4],
  ],
  [
    [5, 6],
    [7, 8],
  ],
];

describe('a grid of nested numbers', () => {
  it('is one row of a list', () => {
    expect(gridAt([1, 2, 3], [])).toEqual({ rows: 1, cols: 3, values: [1, 2, 3] });
    expect(withGrid([1, 2], [2], [], { rows: 1, cols: 2, values: [5, 6] })).toEqual([5, 6]);
    expect(withGrid([1, 2], [2], [], { rows: 2, cols: 1, values: [5, 6] })).toEqual([[5], [6]]);
  });

  it('is the matrix at a place of the leading axes, and goes back there', () => {
    expect(gridAt(cube, [1])).toEqual({ rows: 2, cols: 2, values: [5, 6, 7, 8] });
    const changed = withGrid(cube, [2, 2, 2], [1], { rows: 2, cols: 2, values: [9, 6, 7, 8] });
    expect(changed).toEqual([
      cube[0],
      [
        [9, 6],
        [7, 8],
      ],
    ]);
  });

  it('takes its neighbours along when it grows', () => {
    const grown = withGrid(cube, [2, 2, 2], [0], { rows: 1, cols: 3, values: [1, 2, 0] });
    expect(grown).toEqual([[[1, 2, 0]], [[5, 6, 0]]]);
  });
});
