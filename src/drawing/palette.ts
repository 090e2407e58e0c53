// The colours of both themes for pictures that leave the page, where no stylesheet goes with them.
import type { Category } from '../nodes/node';
import type { AttentionKind } from './attentionKind';
import type { ShownTheme } from './scale';

/** As in tokens.css (a test holds them equal): light, dark. */
export const TOKENS = {
  paper: ['#f5f4f0', '#121316'],
  surface: ['#ffffff', '#1a1c20'],
  line: ['#e4e1da', '#2b2e35'],
  'line-2': ['#cfcbc2', '#40444d'],
  'line-3': ['#85817a', '#7a808b'],
  wire: ['#7c7971', '#838892'],
  ink: ['#1c1d20', '#ecedef'],
  'ink-2': ['#494b51', '#bbbec5'],
  'ink-3': ['#66686e', '#989da6'],
  error: ['#b3261e', '#ff978d'],
  'error-soft': ['#fbecea', '#3a2422'],
  'c-input': ['#636973', '#a3a9b4'],
  'c-layer': ['#76589f', '#bba1e0'],
  'c-attention': ['#22716b', '#73c2ba'],
  'c-causal': ['#1f659f', '#84bdeb'],
  'c-cross': ['#a94e1d', '#eda27c'],
  'c-shape': ['#86660f', '#d3b45f'],
  'c-recurrent': ['#55732a', '#a9c97a'],
  'c-train': ['#a5446a', '#e89ab8'],
  'c-notes': ['#66686e', '#989da6'],
  hatch: ['#d2cec5', '#3f434c'],
} as const satisfies Record<string, readonly [light: string, dark: string]>;

export type Token = keyof typeof TOKENS;

export const colour = (theme: ShownTheme, token: Token): string => TOKENS[token][theme === 'light' ? 0 : 1];

const CATEGORIES: Readonly<Record<Category, Token>> = {
  input: 'c-input',
  layer: 'c-layer',
  attention: 'c-attention',
  shape: 'c-shape',
  recurrent: 'c-recurrent',
  training: 'c-train',
  note: 'c-notes',
};

const KINDS: Readonly<Record<AttentionKind, Token>> = { self: 'c-attention', causal: 'c-causal', cross: 'c-cross' };

/** The hue of a node's mark: that of its category, or of the attention it takes part in. */
export const hueToken = (category: Category, attention?: AttentionKind): Token =>
  attention ? KINDS[attention] : CATEGORIES[category];
