// What the colours mean: the ramp with its ends in numbers, and the hatching where something is masked.

import { formatCompact } from '../../drawing/format';
import type { ScaleKind } from '../../drawing/scale';
import { classes } from '../primitives/classes';
import styles from './ScaleLegend.module.css';

export interface ScaleLegendProps {
  readonly scale: ScaleKind;
  /** The full end: 1 for weights, else the largest magnitude. */
  readonly limit: number;
  /** What a hatched cell is, such as `masked, exactly 0`; nothing where no cell is hatched. */
  readonly hatched?: string | undefined;
  /** Every row has its own scale: the ends are words then. */
  readonly perRow?: boolean | undefined;
}

export function ScaleLegend({ scale, limit, hatched, perRow }: ScaleLegendProps) {
  const diverging = scale === 'diverging';
  const [low, high] = perRow ? perRowEnds(diverging) : fixedEnds(diverging, limit);
  return (
    <div className={styles.legend}>
      {low}
      <i className={classes(styles.ramp, diverging && styles.diverging)} />
      {high}
      {hatched ? (
        <>
          <i className={styles.hatch} />
          {hatched}
        </>
      ) : null}
    </div>
  );
}

const perRowEnds = (diverging: boolean): readonly [string, string] =>
  diverging ? ['−row’s largest', 'row’s largest'] : ['0', 'row’s largest'];

const fixedEnds = (diverging: boolean, limit: number): readonly [string, string] =>
  diverging ? [formatCompact(-limit), formatCompact(limit)] : ['0', limit === 1 ? '1' : formatCompact(limit)];
