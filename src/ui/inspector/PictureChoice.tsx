// Options as small pictures with their names: native radios, so arrow keys and screen readers just work.
import { useId } from 'react';
import { useField } from '../primitives/fieldContext';
import { patternOf } from './choicePictures';
import styles from './PictureChoice.module.css';

export interface PictureChoiceProps {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function PictureChoice({ options, value, onChange }: PictureChoiceProps) {
  const group = useId();
  const field = useField();
  return (
    <div role="radiogroup" aria-labelledby={field?.labelId} className={styles.group}>
      {options.map((option) => (
        <label key={option.value} className={styles.option}>
          <input
            type="radio"
            name={group}
            className={styles.radio}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span className={styles.face}>
            <Pattern rows={patternOf(option.value) ?? []} />
            {option.label}
          </span>
        </label>
      ))}
    </div>
  );
}

const CELL = 6;

function Pattern({ rows }: { readonly rows: readonly string[] }) {
  const size = rows.length * CELL;
  return (
    <svg width={size} height={size} aria-hidden="true">
      {rows.flatMap((row, y) =>
        [...row].map((mark, x) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: the cells of a fixed picture.
            key={`${x} ${y}`}
            className={mark === '#' ? styles.allowed : styles.forbidden}
            x={x * CELL}
            y={y * CELL}
            width={CELL - 1}
            height={CELL - 1}
          />
        )),
      )}
    </svg>
  );
}
