// Holds steps to the size of the number they change.
import { expect, it } from 'vitest';
import { stepFor } from './numberStep';

it.each([
  [0, 0.1],
  [1, 0.1],
  [2.5, 0.1],
  [25, 1],
  [-0.5, 0.01],
  [1e-5, 1e-6],
])('%d steps by %d', (value, step) => {
  expect(stepFor(value)).toBe(step);
});
