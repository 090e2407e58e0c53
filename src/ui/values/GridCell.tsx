// One cell of the grid editor: shows its value, takes text while it is edited, and hands the focus on by keys.
import { type KeyboardEvent, useState } from 'react';
import { formatExact } from '../../drawing/format';
import styles from './GridEditor.module.css';
import { draftKey } from './gridDraft';
import { type Cell, type GridSize, moveCell } from './gridMoves';

export interface GridCellProps {
  readonly cell: Cell;
  readonly size: GridSize;
  readonly value: number;
  /** A text that was typed here and is no number. */
  readonly draft: string | undefined;
  readonly name: string;
  /** Whether Tab stops here: one cell of the grid does. */
  readonly isCurrent: boolean;
  readonly disabled: boolean;
  readonly onCurrent: (cell: Cell) => void;
  readonly onGoTo: (cell: Cell) => void;
  readonly onType: (text: string) => void;
}

export function GridCell(props: GridCellProps) {
  const { cell, size, value, draft, name } = props;
  const [typing, setTyping] = useState<string | null>(null);
  const shown = typing ?? draft ?? formatExact(value);
  const commit = () => {
    if (typing !== null) props.onType(typing);
    setTyping(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape' && (typing !== null || draft !== undefined)) {
      event.stopPropagation();
      setTyping(null);
      if (typing === null) props.onType(formatExact(value));
      return;
    }
    const key = event.key === 'Enter' ? (event.shiftKey ? 'ArrowUp' : 'ArrowDown') : event.key;
    if (!leavesText(event.currentTarget, key)) return;
    const next = moveCell(cell, key, event.ctrlKey || event.metaKey, size);
    if (!next) return;
    event.preventDefault();
    commit();
    props.onGoTo(next);
  };
  return (
    <td>
      <input
        className={styles.input}
        data-cell={draftKey(cell)}
        aria-label={name}
        aria-invalid={draft !== undefined || undefined}
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        tabIndex={props.isCurrent ? 0 : -1}
        disabled={props.disabled}
        value={shown}
        onChange={(event) => setTyping(event.target.value)}
        onFocus={(event) => {
          props.onCurrent(cell);
          event.target.select();
        }}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
    </td>
  );
}

/** Sideways keys move inside the text first, and leave the cell from its ends or when all of it is selected. */
function leavesText(input: HTMLInputElement, key: string): boolean {
  if (key === 'ArrowUp' || key === 'ArrowDown' || key.startsWith('Page')) return true;
  const { selectionStart, selectionEnd, value } = input;
  if (selectionStart === 0 && selectionEnd === value.length) return true;
  if (key === 'ArrowLeft') return selectionEnd === 0;
  return key === 'ArrowRight' && selectionStart === value.length;
}
