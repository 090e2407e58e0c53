// The small pictures of the first visit: numbers that the presets really give, at the places of their colour scales.
import type { ScaleKind } from '../../drawing/scale';

export interface FirstPicture {
  readonly scale: ScaleKind;
  /** Rows of places on the scale; a missing end of a row is masked. */
  readonly rows: readonly (readonly number[])[];
  readonly columns: number;
}

/** Attention weights of causal attention. */
const causal: FirstPicture = {
  scale: 'sequential',
  columns: 6,
  rows: [
    [1],
    [0.55, 0.45],
    [0.38, 0.31, 0.31],
    [0.28, 0.25, 0.25, 0.23],
    [0.22, 0.2, 0.2, 0.19, 0.2],
    [0.19, 0.17, 0.17, 0.15, 0.17, 0.15],
  ],
};

/** Scores of simplified self-attention, as shares of the largest. */
const simplified: FirstPicture = {
  scale: 'sequential',
  columns: 6,
  rows: [
    [0.67, 0.64, 0.63, 0.32, 0.31, 0.42],
    [0.64, 1, 0.99, 0.56, 0.47, 0.73],
    [0.63, 0.99, 0.97, 0.55, 0.48, 0.71],
    [0.32, 0.56, 0.55, 0.33, 0.23, 0.44],
    [0.31, 0.47, 0.48, 0.23, 0.45, 0.2],
    [0.42, 0.73, 0.71, 0.44, 0.2, 0.63],
  ],
};

/** Contexts of both heads side by side, as shares of the largest. */
const multiHead: FirstPicture = {
  scale: 'diverging',
  columns: 4,
  rows: [
    [-0.72, 0.35, 0.76, 0.17],
    [-0.93, 0.01, 0.94, 0.52],
    [-1, -0.1, 0.98, 0.61],
    [-0.9, -0.13, 0.87, 0.57],
    [-0.88, -0.16, 0.84, 0.54],
    [-0.84, -0.17, 0.81, 0.55],
  ],
};

export interface FirstCard {
  /** Name of the preset. */
  readonly preset: string;
  readonly title: string;
  readonly text: string;
  readonly picture: FirstPicture;
}

export const firstCards: readonly FirstCard[] = [
  {
    preset: 'causal-attention',
    title: 'Open causal attention',
    text: 'No word sees what comes after it.',
    picture: causal,
  },
  {
    preset: 'simplified-self-attention',
    title: 'Open simplified self-attention',
    text: 'Five nodes and nothing learned: start here.',
    picture: simplified,
  },
  {
    preset: 'multi-head-attention',
    title: 'Open multi-head attention',
    text: 'Two heads look for two things at once.',
    picture: multiHead,
  },
];
