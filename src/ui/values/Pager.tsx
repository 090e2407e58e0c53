// Walks through something that is shown in pages: `rows 51 to 100 of 1,024`.
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { formatInteger } from '../../drawing/format';
import { IconButton } from '../primitives/Button';
import styles from './ValueTable.module.css';

export interface PagerProps {
  /** What is paged: `rows`. */
  readonly name: string;
  /** First shown position, from 0; how many a page shows; how many there are. */
  readonly from: number;
  readonly size: number;
  readonly count: number;
  readonly onFrom: (from: number) => void;
}

/** Nothing where one page holds all. */
export function Pager({ name, from, size, count, onFrom }: PagerProps) {
  if (count <= size) return null;
  const to = Math.min(count, from + size);
  return (
    <div className={styles.pager}>
      <IconButton
        label={`Previous ${name}`}
        size="small"
        icon={<ChevronLeft aria-hidden />}
        disabled={from === 0}
        onClick={() => onFrom(Math.max(0, from - size))}
      />
      <output>
        {name} {formatInteger(from + 1)} to {formatInteger(to)} of {formatInteger(count)}
      </output>
      <IconButton
        label={`Next ${name}`}
        size="small"
        icon={<ChevronRight aria-hidden />}
        disabled={to === count}
        onClick={() => onFrom(from + size)}
      />
    </div>
  );
}
