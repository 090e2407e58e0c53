// A box that filters something as it is typed, with the key that leads to it; Esc empties it.
import { Search } from 'lucide-react';
import type { ComponentProps } from 'react';
import { Kbd } from './Kbd';
import styles from './SearchField.module.css';

export interface SearchFieldProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'type'> {
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly label: string;
  /** The key that focuses it from anywhere. */
  readonly keys?: string | undefined;
}

export function SearchField({ value, onChange, label, keys, onKeyDown, ...rest }: SearchFieldProps) {
  return (
    <label className={styles.search}>
      <Search size={16} strokeWidth={1.5} aria-hidden />
      <input
        type="search"
        aria-label={label}
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && value !== '') {
            event.stopPropagation();
            onChange('');
          }
          onKeyDown?.(event);
        }}
        {...rest}
      />
      {keys && value === '' ? <Kbd>{keys}</Kbd> : null}
    </label>
  );
}
