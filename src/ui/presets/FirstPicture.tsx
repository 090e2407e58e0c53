// A small picture of numbers for a card: decoration beside the card's words.
import { useId } from 'react';
import { cssPaint } from '../../drawing/scale';
import styles from './FirstVisit.module.css';
import type { FirstPicture as Picture } from './firstPictures';

const SIDE = 84;

export function FirstPicture({ picture: { rows, columns, scale } }: { readonly picture: Picture }) {
  const hatch = useId();
  const strideX = SIDE / columns;
  const strideY = SIDE / rows.length;
  const cells = rows.flatMap((row, y) => Array.from({ length: columns }, (_, x) => ({ x, y, place: row[x] })));
  return (
    <svg width={SIDE} height={SIDE} aria-hidden="true">
      <pattern id={hatch} width="4" height="4" patternUnits="userSpaceOnUse">
        <path d="M-1 1l2-2M0 4 4 0M3 5l2-2" className={styles.hatch} />
      </pattern>
      {cells.map(({ x, y, place }) => (
        <rect
          key={`${x} ${y}`}
          x={x * strideX}
          y={y * strideY}
          width={strideX - 1}
          height={strideY - 1}
          style={{ fill: place === undefined ? `url(#${hatch})` : cssPaint(scale, place).background }}
        />
      ))}
    </svg>
  );
}
