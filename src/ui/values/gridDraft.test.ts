// Holds: editing a grid loses nothing: texts that are no numbers stay, pasted blocks grow the grid up to its limit.
import { expect, test } from 'vitest';
import { draftsWithin, pasteBlock, resizeGrid, type Typed, typeCell } from './gridDraft';

const start: Typed = { grid: { rows: 2, cols: 2, values: [1, 2, 3, 4] }, drafts: new Map() };

test('a number goes in as float32, anything else is kept beside it', () => {
  const typed = typeCell(start, { row: 0, col: 1 }, '0.1');
  expect(typed.grid.values).toEqual([1, Math.fround(0.1), 3, 4]);
  const wrong = typeCell(typed, { row: 0, col: 1 }, '0.1x');
  expect(wrong.grid).toBe(typed.grid);
  expect([...wrong.drafts]).toEqual([['0,1', '0.1x']]);
  expect(typeCell(wrong, { row: 0, col: 1 }, '5').drafts.size).toBe(0);
});

test('a pasted block grows the grid and keeps its unreadable cells', () => {
  const block = [
    ['5', '6', '7'],
    ['8', 'nine', '10'],
  ];
  const pasted = pasteBlock(start, { row: 1, col: 0 }, block, { rows: 8, cols: 8 });
  expect(pasted.grid).toEqual({ rows: 3, cols: 3, values: [1, 2, 0, 5, 6, 7, 8, 0, 10] });
  expect([...pasted.drafts]).toEqual([['2,1', 'nine']]);
});

test('a pasted block stops at the limit', () => {
  const pasted = pasteBlock(
    start,
    { row: 1, col: 1 },
    [
      ['5', '6'],
      ['7', '8'],
    ],
    { rows: 2, cols: 2 },
  );
  expect(pasted.grid).toEqual({ rows: 2, cols: 2, values: [1, 2, 3, 5] });
});

test('resizing keeps what fits', () => {
  expect(resizeGrid(start.grid, 1, 3)).toEqual({ rows: 1, cols: 3, values: [1, 2, 0] });
  expect([
    ...draftsWithin(
      new Map([
        ['0,1', 'a'],
        ['1,0', 'b'],
      ]),
      { rows: 1, cols: 2, values: [] },
    ),
  ]).toEqual([['0,1', 'a']]);
});
