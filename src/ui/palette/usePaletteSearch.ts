// What the palette shows for what was typed, and which of it the arrow keys are on.
import { type KeyboardEvent, useMemo, useState } from 'react';
import type { NodeType } from '../../nodes/node';
import { addableTypes } from './addable';
import { search } from './fuzzy';
import { foundGroups, type PaletteGroup, paletteGroups } from './groups';

const ALL = paletteGroups(addableTypes);

export interface PaletteSearch {
  readonly query: string;
  readonly groups: readonly PaletteGroup[];
  /** Where the arrow keys are; the first one found while something is typed. */
  readonly active: NodeType | undefined;
  type(query: string): void;
  onKeyDown(event: KeyboardEvent): void;
}

const read = ({ id, title, summary }: NodeType) => ({ names: [title, id], text: summary });

export function usePaletteSearch(add: (typeId: string) => void): PaletteSearch {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(-1);
  const typed = query.trim() !== '';
  const groups = useMemo(() => (typed ? foundGroups(search(addableTypes, query, read)) : ALL), [query, typed]);
  const shown = groups.flatMap(({ types }) => types);
  const place = typed ? Math.max(at, 0) : at;
  const active = shown[place];
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: Math.min(place + 1, shown.length - 1),
    ArrowUp: Math.max(place - 1, 0),
    Home: 0,
    End: shown.length - 1,
  };
  return {
    query,
    groups,
    active,
    type: (text) => {
      setQuery(text);
      setAt(-1);
    },
    onKeyDown: (event) => {
      const next = moves[event.key];
      const isText = (event.key === 'Home' || event.key === 'End') && event.target instanceof HTMLInputElement;
      if (next !== undefined && !isText) setAt(next);
      else if (event.key === 'Enter' && active) add(active.id);
      else return;
      event.preventDefault();
    },
  };
}
