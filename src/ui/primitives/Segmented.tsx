// Two or three options side by side, one of them chosen: native radios, so arrow keys, forms and screen readers just work.
import { type ReactNode, useId } from 'react';
import { classes } from './classes';
import { useField } from './fieldContext';
import styles from './Segmented.module.css';

export interface SegmentedOption<V extends string> {
  readonly value: V;
  readonly label: ReactNode;
  /** The name where the label is a picture. */
  readonly name?: string | undefined;
  readonly disabled?: boolean | undefined;
}

export interface SegmentedProps<V extends string> {
  readonly options: readonly SegmentedOption<V>[];
  readonly value: V;
  readonly onChange: (value: V) => void;
  /** The group's name, needed outside a FieldRow. */
  readonly label?: string | undefined;
  readonly size?: 'medium' | 'small' | undefined;
}

export function Segmented<V extends string>({ options, value, onChange, label, size }: SegmentedProps<V>) {
  const group = useId();
  const field = useField();
  return (
    <div
      role="radiogroup"
      aria-label={label}
      aria-labelledby={label ? undefined : field?.labelId}
      aria-describedby={field?.describedBy}
      className={classes(styles.group, size === 'small' && styles.small)}
    >
      {options.map((option) => (
        <label key={option.value} className={styles.option}>
          <input
            type="radio"
            name={group}
            className={styles.radio}
            checked={option.value === value}
            disabled={option.disabled}
            aria-label={option.name}
            onChange={() => onChange(option.value)}
          />
          <span className={styles.face}>{option.label}</span>
        </label>
      ))}
    </div>
  );
}

const ON_OFF = [
  { value: 'on', label: 'On' },
  { value: 'off', label: 'Off' },
] as const;

export interface FlagProps {
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
  /** The name, needed outside a FieldRow. */
  readonly label?: string | undefined;
}

/** On or off, as two words side by side. */
export function Flag({ value, onChange, label }: FlagProps) {
  return (
    <Segmented
      options={ON_OFF}
      value={value ? 'on' : 'off'}
      onChange={(chosen) => onChange(chosen === 'on')}
      label={label}
    />
  );
}
