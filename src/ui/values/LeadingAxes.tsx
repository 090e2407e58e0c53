// Which matrix of a tensor of rank 3 or more is shown: `head 1 of 4`, one selector per leading axis.
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { IconButton } from '../primitives/Button';
import styles from './LeadingAxes.module.css';

export interface LeadingAxesProps {
  readonly axes: readonly { readonly name: string; readonly size: number }[];
  /** One position per axis, from 0. */
  readonly leading: readonly number[];
  readonly onChange: (leading: readonly number[]) => void;
}

export function LeadingAxes({ axes, leading, onChange }: LeadingAxesProps) {
  if (axes.length === 0) return null;
  const choose = (axis: number, at: number) =>
    onChange(axes.map((_, other) => (other === axis ? at : (leading[other] ?? 0))));
  return (
    <div className={styles.axes}>
      {axes.map(({ name, size }, axis) => {
        const at = leading[axis] ?? 0;
        return (
          <fieldset key={name} className={styles.axis} aria-label={name}>
            <IconButton
              label={`Previous ${name}`}
              size="small"
              icon={<ChevronLeft aria-hidden />}
              disabled={at <= 0}
              onClick={() => choose(axis, at - 1)}
            />
            <output className={styles.text}>
              {name} {at + 1} of {size}
            </output>
            <IconButton
              label={`Next ${name}`}
              size="small"
              icon={<ChevronRight aria-hidden />}
              disabled={at >= size - 1}
              onClick={() => choose(axis, at + 1)}
            />
          </fieldset>
        );
      })}
    </div>
  );
}
