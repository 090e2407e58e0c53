// The node types to build with: searched, dragged to the canvas, clicked, or added by keys.
import { useEffect, useId, useLayoutEffect, useRef } from 'react';
import { usePaletteDrag } from '../canvas/paletteDrag';
import { SearchField } from '../primitives/SearchField';
import { useShell } from '../shell/shellStore';
import { addableTypes } from './addable';
import styles from './Palette.module.css';
import { PaletteItem } from './PaletteItem';
import { type PaletteSearch, usePaletteSearch } from './usePaletteSearch';

export interface PaletteProps {
  /** After a node was added by a click or a key. */
  readonly onAdded?: (() => void) | undefined;
}

export function Palette({ onAdded }: PaletteProps) {
  const { addAtCentre, startPaletteDrag } = usePaletteDrag();
  const add = (typeId: string): void => {
    addAtCentre(typeId);
    onAdded?.();
  };
  const found = usePaletteSearch(add);
  const base = useId();
  const activeId = found.active && `${base}${found.active.id}`;
  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);
  return (
    <>
      <h2 className={styles.heading}>Nodes</h2>
      <Search found={found} base={base} activeId={activeId} />
      <p role="status" className={found.groups.length === 0 ? styles.none : 'sr-only'}>
        {found.groups.length === 0 ? `There is no node called “${found.query.trim()}”.` : ''}
      </p>
      <div
        id={`${base}list`}
        role="listbox"
        aria-label="Node types"
        aria-activedescendant={activeId}
        tabIndex={0}
        className={styles.list}
        onKeyDown={found.onKeyDown}
      >
        {found.groups.map(({ category, title, types }) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options is no set of fields.
          <div key={category} role="group" aria-label={title}>
            <div className={styles.category} aria-hidden="true">
              {title}
            </div>
            {types.map((type) => (
              <PaletteItem
                key={type.id}
                id={`${base}${type.id}`}
                type={type}
                active={type === found.active}
                onDragStart={startPaletteDrag}
                onAdd={add}
              />
            ))}
          </div>
        ))}
      </div>
    </>
  );
}

interface SearchProps {
  readonly found: PaletteSearch;
  readonly base: string;
  readonly activeId: string | undefined;
}

/** Takes the focus whenever somebody asks for the search. */
function Search({ found, base, activeId }: SearchProps) {
  const calls = useShell((state) => state.searchCalls);
  const input = useRef<HTMLInputElement>(null);
  // At once: who presses the key types on.
  useLayoutEffect(() => {
    if (calls > 0) input.current?.focus();
  }, [calls]);
  return (
    <div className={styles.search}>
      <SearchField
        ref={input}
        role="combobox"
        aria-expanded
        aria-controls={`${base}list`}
        aria-activedescendant={activeId}
        aria-autocomplete="list"
        label="Search nodes"
        keys="/"
        placeholder={`Search ${addableTypes.length} nodes`}
        value={found.query}
        onChange={found.type}
        onKeyDown={found.onKeyDown}
      />
    </div>
  );
}
