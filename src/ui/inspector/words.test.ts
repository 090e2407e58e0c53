// Holds names on screen to plain words.
import { expect, it } from 'vitest';
import { readable, sentenceAbout } from './words';

it.each([
  ['width_of', 'Width of'],
  ['scaled-dot', 'Scaled dot'],
  ['forgetGate', 'Forget gate'],
  ['x', 'X'],
])('%s reads %s', (name, expected) => {
  expect(readable(name)).toBe(expected);
});

it('makes a sentence of what a param says about its value', () => {
  expect(sentenceAbout('features', 'is 0, but must be at least 1')).toBe('Features is 0, but must be at least 1.');
});
