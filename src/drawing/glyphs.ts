// The mark of a node category as path data in a box of 10 x 10: a shape, so that the hue need not say it alone.

export interface Glyph {
  readonly d: string;
  /** Drawn as a line of this width; filled without it. */
  readonly line?: number;
}

export const GLYPHS = {
  input: { d: 'M.6 5a4.4 4.4 0 1 0 8.8 0a4.4 4.4 0 1 0-8.8 0z' },
  layer: {
    d: 'M2.2.8h5.6a1.4 1.4 0 0 1 1.4 1.4v5.6a1.4 1.4 0 0 1-1.4 1.4H2.2a1.4 1.4 0 0 1-1.4-1.4V2.2A1.4 1.4 0 0 1 2.2.8z',
  },
  attention: { d: 'M5 0 10 5 5 10 0 5z' },
  shape: { d: 'M5 .8 9.8 9.2H.2z' },
  recurrent: { d: 'M5 1.2a3.8 3.8 0 1 1-3.6 2.6', line: 2 },
  training: { d: 'M5 .3 9.8 3.8 8 9.4H2L.2 3.8z' },
  notes: { d: 'M1 2h8M1 5h8M1 8h5', line: 1.6 },
} as const satisfies Record<string, Glyph>;
