// What a node inside a loop shows at a step.
import { expect, test } from 'vitest';
import { check, node } from '../testing/build';
import { loopsAround, valueAtStep } from './stepValue';

const checked = check({
  nodes: [
    node('outer', 'repeat'),
    node('once', 'block', {}, { parent: 'outer' }),
    node('inner', 'repeat', {}, { parent: 'once' }),
    node('act', 'activation', {}, { parent: 'inner' }),
  ],
  edges: [],
});
const value = { shape: [2, 3, 2], data: Float32Array.from({ length: 12 }, (_, i) => i), key: 7 };

test('the loops around a node come outermost first, and a block that runs once is none', () => {
  expect(loopsAround(checked, 'act')).toEqual(['outer', 'inner']);
  expect(loopsAround(checked, 'outer')).toEqual([]);
});

test('a value shows the cells of the chosen steps, the last where none is chosen', () => {
  const at = (steps: Record<string, number>) => [...valueAtStep(value, ['outer', 'inner'], steps).data];
  expect(at({ outer: 0, inner: 1 })).toEqual([2, 3]);
  expect(at({ outer: 1 })).toEqual([10, 11]);
  expect(at({ outer: 99, inner: -1 })).toEqual([6, 7]);
});

test('the same step gives the same object, so that nothing renders again', () => {
  const steps = { outer: 1, inner: 2 };
  expect(valueAtStep(value, ['outer', 'inner'], steps)).toBe(valueAtStep(value, ['outer', 'inner'], { ...steps }));
});
