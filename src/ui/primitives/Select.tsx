// One of several options: the platform's own list (keyboard, touch and screen readers for free) in our clothes.
import { ChevronDown } from 'lucide-react';
import { classes } from './classes';
import styles from './control.module.css';
import { fieldAttributes } from './fieldAttributes';
import { useField } from './fieldContext';

export interface SelectOption<V extends string> {
  readonly value: V;
  readonly label: string;
  readonly disabled?: boolean | undefined;
}

export interface SelectProps<V extends string> {
  readonly options: readonly SelectOption<V>[];
  readonly value: V;
  readonly onChange: (value: V) => void;
  /** The name, needed outside a FieldRow. */
  readonly label?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly size?: 'medium' | 'small' | undefined;
}

export function Select<V extends string>({ options, value, onChange, label, disabled, size }: SelectProps<V>) {
  const field = useField();
  return (
    <span className={styles.select}>
      <select
        {...fieldAttributes(field, { label })}
        className={classes(styles.control, size === 'small' && styles.small)}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value as V)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown className={styles.chevron} size={16} strokeWidth={1.5} aria-hidden />
    </span>
  );
}
