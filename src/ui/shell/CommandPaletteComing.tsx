// The field of the command palette until the palette has come: what is typed meanwhile is kept for it, and does nothing.
import type { KeyboardEvent, RefObject } from 'react';
import styles from './CommandPalette.module.css';

export interface CommandPaletteProps {
  /** Node types only, to add one. */
  readonly nodesOnly: boolean;
  /** What was typed before it was there. */
  readonly early: RefObject<string>;
  readonly onClose: () => void;
}

export const paletteWords = (nodesOnly: boolean): { readonly label: string; readonly placeholder: string } =>
  nodesOnly
    ? { label: 'Add a node', placeholder: 'Search node types' }
    : { label: 'Find or do anything', placeholder: 'Find or do anything' };

export function CommandPaletteComing({ nodesOnly, early, onClose }: CommandPaletteProps) {
  const { label, placeholder } = paletteWords(nodesOnly);
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Escape') onClose();
  };
  return (
    <>
      <div className={styles.scrim} />
      <div role="dialog" aria-label={label} aria-busy className={styles.dialog}>
        <input
          ref={(field) => field?.focus()}
          className={styles.input}
          aria-label={label}
          placeholder={placeholder}
          onChange={({ target }) => {
            early.current = target.value;
          }}
          onKeyDown={onKeyDown}
        />
      </div>
    </>
  );
}
