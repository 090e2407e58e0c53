// Names at the ends of lines never lie on one another.
import { expect, test } from 'vitest';
import { placeLabels } from './chartLabels';

test('labels keep the height of their line where there is room, and are pushed apart where lines end together', () => {
  const at = (...ys: number[]) =>
    placeLabels(
      ys.map((y) => ({ text: '', y })),
      12,
      0,
      100,
    );
  expect(at(10, 50)).toEqual([10, 50]);
  expect(at(50, 52, 10)).toEqual([50, 62, 10]);
  expect(at(98, 99, 97)).toEqual([88, 100, 76]);
});
