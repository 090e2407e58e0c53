// The mark of a node category: a shape and a hue, so that neither has to say it alone.
import type { ReactNode } from 'react';
import styles from './CategoryGlyph.module.css';
import { classes } from './classes';

export type Category = 'input' | 'layer' | 'attention' | 'shape' | 'recurrent' | 'training' | 'notes';

const SHAPES: Record<Category, ReactNode> = {
  input: <circle cx="5" cy="5" r="4.4" />,
  layer: <rect x=".8" y=".8" width="8.4" height="8.4" rx="1.4" />,
  attention: <path d="M5 0 10 5 5 10 0 5z" />,
  shape: <path d="M5 .8 9.8 9.2H.2z" />,
  recurrent: (
    <path d="M5 1.2a3.8 3.8 0 1 1-3.6 2.6" fill="none" stroke="currentColor" strokeLinecap="round" strokeWidth="2" />
  ),
  training: <path d="M5 .3 9.8 3.8 8 9.4H2L.2 3.8z" />,
  notes: <path d="M1 2h8M1 5h8M1 8h5" fill="none" stroke="currentColor" strokeLinecap="round" strokeWidth="1.6" />,
};

export interface CategoryGlyphProps {
  readonly category: Category;
  /** px; 10 in titles and lists, 12 on the simple face of a node. */
  readonly size?: number | undefined;
}

export function CategoryGlyph({ category, size = 10 }: CategoryGlyphProps) {
  return (
    <svg className={classes(styles.glyph, styles[category])} viewBox="0 0 10 10" width={size} height={size} aria-hidden>
      {SHAPES[category]}
    </svg>
  );
}
