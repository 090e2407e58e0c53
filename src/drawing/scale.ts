// What a number looks like: its place on a scale, that place's colour in a theme, and what is never coloured.
/** What the page shows. */
export type ShownTheme = 'light' | 'dark';

import {
  contrast,
  hexFromLinear,
  linearFromHex,
  linearFromOklab,
  luminance,
  oklabFromLinear,
  type Triple,
} from './oklab';

/** `sequential`: 0..1, for attention weights; `diverging`: signed, zero in the middle. */
export type ScaleKind = 'sequential' | 'diverging';

export interface Paint {
  /** `#rrggbb` of the cell. */
  readonly fill: string;
  /** Pure black or white, whichever contrasts more with the fill: at least 4.58 to 1. */
  readonly text: '#000000' | '#ffffff';
}

/** The stops of tokens.css (a test holds them equal), evenly spaced. */
export const STOPS: Record<ScaleKind, Record<ShownTheme, readonly string[]>> = {
  sequential: {
    light: ['#f3f2ee', '#cbd6f0', '#8fa8e3', '#4f72cf', '#1b378f'],
    dark: ['#24272d', '#2d416e', '#4266b4', '#7d9ee9', '#d6e2ff'],
  },
  diverging: {
    light: ['#8a3d06', '#e2a371', '#f3f2ee', '#8fa8e3', '#1b378f'],
    dark: ['#ffcb9b', '#a9622b', '#24272d', '#4266b4', '#d6e2ff'],
  },
};

const oklabStops = (kind: ScaleKind, theme: ShownTheme): readonly Triple[] =>
  STOPS[kind][theme].map((hex) => oklabFromLinear(linearFromHex(hex)));

const OKLAB_STOPS = {
  sequential: { light: oklabStops('sequential', 'light'), dark: oklabStops('sequential', 'dark') },
  diverging: { light: oklabStops('diverging', 'light'), dark: oklabStops('diverging', 'dark') },
};

/** The colour at `place`: 0..1 on the sequential scale, -1..1 on the diverging one; outside is held at the ends. */
export function paint(kind: ScaleKind, place: number, theme: ShownTheme): Paint {
  const stops = OKLAB_STOPS[kind][theme];
  const share = kind === 'sequential' ? place : (place + 1) / 2;
  const at = Math.min(1, Math.max(0, share)) * (stops.length - 1);
  const from = Math.min(stops.length - 2, Math.floor(at));
  const rgb = linearFromOklab(mix(stops[from] as Triple, stops[from + 1] as Triple, at - from));
  const fill = hexFromLinear(rgb);
  const light = luminance(linearFromHex(fill));
  return { fill, text: contrast(light, 0) >= contrast(light, 1) ? '#000000' : '#ffffff' };
}

const mix = (a: Triple, b: Triple, t: number): Triple => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
  a[2] + (b[2] - a[2]) * t,
];

/** Both themes in one CSS value, so that a change of theme repaints without rendering anything. */
export function cssPaint(kind: ScaleKind, place: number): { readonly background: string; readonly color: string } {
  const light = paint(kind, place, 'light');
  const dark = paint(kind, place, 'dark');
  return {
    background: `light-dark(${light.fill}, ${dark.fill})`,
    color: `light-dark(${light.text}, ${dark.text})`,
  };
}

/** The largest finite magnitude; 1 where there is none, so that zeros sit in the middle. */
export function signedLimit(values: ArrayLike<number>): number {
  let limit = 0;
  for (let at = 0; at < values.length; at++) {
    const size = Math.abs(values[at] as number);
    if (size > limit && size < Infinity) limit = size;
  }
  return limit || 1;
}

/**
 * What a cell shows. `masked`: forbidden, that is minus infinity or a weight of exactly 0 whose pair is masked: hatched,
 * never coloured. `nan` and `infinite`: mistakes, each with a mark of its own.
 */
export type CellFace = 'value' | 'masked' | 'nan' | 'infinite';

export function cellFace(value: number, isMasked: boolean): CellFace {
  if (Number.isNaN(value)) return 'nan';
  if (value === Infinity) return 'infinite';
  if (value === -Infinity || (isMasked && value === 0)) return 'masked';
  return 'value';
}

/** Where a value lies on its scale whose full end is `limit` (1 for weights). */
export const placeOf = (value: number, limit: number): number => (limit > 0 ? value / limit : 0);
