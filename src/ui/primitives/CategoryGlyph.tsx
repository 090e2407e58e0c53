// The mark of a node category: a shape and a hue, so that neither has to say it alone.
import type { AttentionKind } from '../../drawing/attentionKind';
import { GLYPHS, type Glyph } from '../../drawing/glyphs';
import styles from './CategoryGlyph.module.css';
import { classes } from './classes';

export type Category = keyof typeof GLYPHS;

export interface CategoryGlyphProps {
  readonly category: Category;
  /** Gives the hue where attentions are told apart. */
  readonly attention?: AttentionKind | undefined;
  /** px; 10 in titles and lists, 12 on the simple face of a node. */
  readonly size?: number | undefined;
}

export function CategoryGlyph({ category, attention, size = 10 }: CategoryGlyphProps) {
  const { d, line }: Glyph = GLYPHS[category];
  return (
    <svg
      className={classes(styles.glyph, styles[attention ?? category])}
      viewBox="0 0 10 10"
      width={size}
      height={size}
      aria-hidden
    >
      {line === undefined ? (
        <path d={d} />
      ) : (
        <path d={d} fill="none" stroke="currentColor" strokeLinecap="round" strokeWidth={line} />
      )}
    </svg>
  );
}
