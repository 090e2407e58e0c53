// Holds: the colour scales keep what they promise to people who read the numbers and to those who see few hues.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contrast, linearFromHex, luminance, oklabFromLinear } from '../../drawing/oklab';
import { cellFace, cssPaint, paint, placeOf, type ScaleKind, STOPS, signedLimit } from '../../drawing/scale';

const THEMES = ['light', 'dark'] as const;
const KINDS = ['sequential', 'diverging'] as const;
const places = (from: number, to: number, count = 401) =>
  Array.from({ length: count }, (_, at) => from + ((to - from) * at) / (count - 1));
const lightness = (kind: ScaleKind, place: number, theme: 'light' | 'dark') =>
  oklabFromLinear(linearFromHex(paint(kind, place, theme).fill))[0];

test('the stops are those of the tokens', () => {
  const css = readFileSync(new URL('../theme/tokens.css', import.meta.url), 'utf8');
  const token = (name: string) => new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(css)?.slice(1);
  const names = {
    sequential: ['seq-0', 'seq-1', 'seq-2', 'seq-3', 'seq-4'],
    diverging: ['div-n2', 'div-n1', 'div-0', 'div-p1', 'div-p2'],
  };
  for (const kind of KINDS) {
    expect(STOPS[kind].light).toEqual(names[kind].map((name) => token(name)?.[0]));
    expect(STOPS[kind].dark).toEqual(names[kind].map((name) => token(name)?.[1]));
  }
});

describe.each(THEMES)('in the %s theme', (theme) => {
  test.each(KINDS)('text on the %s scale has a contrast of 4.5 or more everywhere', (kind) => {
    for (const place of places(-1, 1)) {
      const { fill, text } = paint(kind, place, theme);
      expect(contrast(luminance(linearFromHex(fill)), luminance(linearFromHex(text)))).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('more weight is always further from the surface', () => {
    const sign = theme === 'light' ? -1 : 1;
    const steps = places(0, 1).map((place) => sign * lightness('sequential', place, theme));
    for (const [at, step] of steps.entries()) expect(step).toBeGreaterThanOrEqual((steps[at - 1] ?? -9) - 2e-3);
    expect((steps.at(-1) ?? 0) - (steps[0] ?? 0)).toBeGreaterThan(0.4);
  });

  test('a larger magnitude is further from the surface on both sides, about equally', () => {
    const sign = theme === 'light' ? -1 : 1;
    for (const side of [-1, 1]) {
      const steps = places(0, 1).map((place) => sign * lightness('diverging', side * place, theme));
      for (const [at, step] of steps.entries()) expect(step).toBeGreaterThanOrEqual((steps[at - 1] ?? -9) - 2e-3);
    }
    for (const place of places(0, 1, 21)) {
      expect(Math.abs(lightness('diverging', place, theme) - lightness('diverging', -place, theme))).toBeLessThan(0.09);
    }
  });

  test('zero recedes to one neutral on both scales', () => {
    expect(paint('diverging', 0, theme)).toEqual(paint('sequential', 0, theme));
  });

  test('signs stay apart for people who confuse red and green: they differ along blue and yellow', () => {
    for (const place of [0.25, 0.5, 0.75, 1]) {
      const blueness = (at: number) => oklabFromLinear(linearFromHex(paint('diverging', at, theme).fill))[2];
      expect(blueness(-place) - blueness(place)).toBeGreaterThan(0.05);
    }
  });
});

test('a value outside is held at the end, and css carries both themes', () => {
  expect(paint('sequential', 7, 'light')).toEqual(paint('sequential', 1, 'light'));
  expect(paint('sequential', 1, 'light')).toEqual({ fill: '#1b378f', text: '#ffffff' });
  expect(cssPaint('sequential', 0.5517)).toEqual({
    background: 'light-dark(#819ddf, #4e71bf)',
    color: 'light-dark(#000000, #ffffff)',
  });
});

test('the limit of signed values is the largest finite magnitude', () => {
  expect(signedLimit([0.2, -0.5, -Infinity, Number.NaN])).toBe(0.5);
  expect(signedLimit([0, 0])).toBe(1);
  expect(signedLimit([])).toBe(1);
  expect(placeOf(-0.25, 0.5)).toBe(-0.5);
});

test('masked, NaN and infinite cells are never coloured; an allowed 0 is a value', () => {
  expect(cellFace(-Infinity, false)).toBe('masked');
  expect(cellFace(0, true)).toBe('masked');
  expect(cellFace(0, false)).toBe('value');
  expect(cellFace(0.1, true)).toBe('value');
  expect(cellFace(Number.NaN, true)).toBe('nan');
  expect(cellFace(Infinity, false)).toBe('infinite');
});
