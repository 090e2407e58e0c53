// A small matrix to type into, as in a spreadsheet: arrows, Enter, Esc, pasted blocks, rows and columns added and removed.
import { Minus, Plus } from 'lucide-react';
import { type ClipboardEvent, useRef, useState } from 'react';
import { axisWords } from '../../drawing/axisWords';
import { IconButton } from '../primitives/Button';
import { readNumber } from '../primitives/numberText';
import { readBlock } from './clipboardBlock';
import { GridCell } from './GridCell';
import styles from './GridEditor.module.css';
import {
  type Drafts,
  draftKey,
  draftsWithin,
  type GridLimits,
  type NumberGrid,
  pasteBlock,
  resizeGrid,
  type Typed,
  typeCell,
} from './gridDraft';
import { type Cell, positions } from './gridMoves';

export interface GridEditorProps {
  readonly rows: number;
  readonly cols: number;
  /** Row-major, rows x cols, float32. */
  readonly values: ArrayLike<number>;
  /** Called with the whole grid whenever a cell becomes another number, or the size changes. */
  readonly onChange: (grid: NumberGrid) => void;
  /** What is edited, read aloud: `Weight of Key`. */
  readonly label: string;
  readonly rowLabels?: readonly string[] | undefined;
  readonly colLabels?: readonly string[] | undefined;
  readonly rowLetter?: string | undefined;
  readonly colLetter?: string | undefined;
  /** The largest size that rows and columns may be added up to; without it the size is fixed. */
  readonly growsTo?: GridLimits | undefined;
  readonly disabled?: boolean | undefined;
}

const NO_DRAFTS: Drafts = new Map();

export function GridEditor(props: GridEditorProps) {
  const { rows, cols, label, growsTo, onChange } = props;
  const [allDrafts, setDrafts] = useState<Drafts>(NO_DRAFTS);
  const [at, setAt] = useState<Cell>({ row: 0, col: 0 });
  const table = useRef<HTMLTableElement>(null);
  const grid: NumberGrid = { rows, cols, values: Array.from(props.values) };
  const drafts = draftsWithin(allDrafts, grid);
  const current = { row: Math.min(at.row, rows - 1), col: Math.min(at.col, cols - 1) };

  const take = (typed: Typed) => {
    setDrafts(typed.drafts);
    if (!sameGrid(typed.grid, grid)) onChange(typed.grid);
  };
  const goTo = (cell: Cell) => {
    setAt(cell);
    table.current?.querySelector<HTMLInputElement>(`[data-cell="${draftKey(cell)}"]`)?.focus();
  };
  const onPaste = (event: ClipboardEvent) => {
    const block = readBlock(event.clipboardData.getData('text/plain'));
    if (props.disabled || (block.length === 1 && block[0]?.length === 1)) return;
    event.preventDefault();
    take(pasteBlock({ grid, drafts }, current, block, growsTo ?? grid));
  };
  const rowWords = axisWords(rows, props.rowLabels, props.rowLetter);
  const colWords = axisWords(cols, props.colLabels, props.colLetter);
  const words = { rowWords, colWords };
  return (
    <div className={styles.editor}>
      <div className={styles.scroller}>
        <table ref={table} className={styles.table} aria-label={label} onPaste={onPaste}>
          <Head words={colWords} />
          <tbody>
            {positions({ from: 0, to: rows }).map((row) => (
              <Row
                key={row}
                row={row}
                grid={grid}
                drafts={drafts}
                words={words}
                current={current}
                disabled={props.disabled ?? false}
                onCurrent={setAt}
                onGoTo={goTo}
                onType={(cell, text) => take(typeCell({ grid, drafts }, cell, text))}
              />
            ))}
          </tbody>
        </table>
      </div>
      <Problem drafts={drafts} {...words} />
      {growsTo ? <SizeButtons grid={grid} limits={growsTo} onResize={onChange} /> : null}
    </div>
  );
}

const Head = ({ words }: { readonly words: readonly string[] }) => (
  <thead>
    <tr>
      <td />
      {positions({ from: 0, to: words.length }).map((col) => (
        <th key={col} scope="col" title={words[col]}>
          {words[col]}
        </th>
      ))}
    </tr>
  </thead>
);

interface RowProps {
  readonly row: number;
  readonly grid: NumberGrid;
  readonly drafts: Drafts;
  readonly words: { readonly rowWords: readonly string[]; readonly colWords: readonly string[] };
  readonly current: Cell;
  readonly disabled: boolean;
  readonly onCurrent: (cell: Cell) => void;
  readonly onGoTo: (cell: Cell) => void;
  readonly onType: (cell: Cell, text: string) => void;
}

function Row({ row, grid, drafts, words, current, onType, ...shared }: RowProps) {
  const word = words.rowWords[row];
  return (
    <tr>
      <th scope="row" title={word}>
        {word}
      </th>
      {positions({ from: 0, to: grid.cols }).map((col) => (
        <GridCell
          {...shared}
          key={col}
          cell={{ row, col }}
          size={grid}
          value={grid.values[row * grid.cols + col] ?? 0}
          draft={drafts.get(draftKey({ row, col }))}
          name={`${word}, ${words.colWords[col]}`}
          isCurrent={row === current.row && col === current.col}
          onType={(text) => onType({ row, col }, text)}
        />
      ))}
    </tr>
  );
}

const sameGrid = (a: NumberGrid, b: NumberGrid): boolean =>
  a.rows === b.rows && a.cols === b.cols && a.values.every((value, at) => Object.is(value, b.values[at]));

interface ProblemProps {
  readonly drafts: Drafts;
  readonly rowWords: readonly string[];
  readonly colWords: readonly string[];
}

/** The first cell that is no number, in words. */
function Problem({ drafts, rowWords, colWords }: ProblemProps) {
  const [first] = drafts;
  if (!first) return null;
  const [row = 0, col = 0] = first[0].split(',').map(Number);
  const reading = readNumber(first[1]);
  return (
    <p className={styles.problem} role="status">
      {rowWords[row]}, {colWords[col]}: {'problem' in reading ? reading.problem : ''}
      {drafts.size > 1 ? ` ${drafts.size - 1} more cells are not numbers.` : ''}
    </p>
  );
}

interface SizeButtonsProps {
  readonly grid: NumberGrid;
  readonly limits: GridLimits;
  readonly onResize: (grid: NumberGrid) => void;
}

function SizeButtons({ grid, limits, onResize }: SizeButtonsProps) {
  const { rows, cols } = grid;
  const change = (label: string, toRows: number, toCols: number) => (
    <IconButton
      label={label}
      size="small"
      icon={label.startsWith('Add') ? <Plus aria-hidden /> : <Minus aria-hidden />}
      disabled={toRows < 1 || toCols < 1 || toRows > limits.rows || toCols > limits.cols}
      onClick={() => onResize(resizeGrid(grid, toRows, toCols))}
    />
  );
  return (
    <div className={styles.sizes}>
      {change('Remove row', rows - 1, cols)}
      <span>{rows === 1 ? '1 row' : `${rows} rows`}</span>
      {change('Add row', rows + 1, cols)}
      {change('Remove column', rows, cols - 1)}
      <span>{cols === 1 ? '1 column' : `${cols} columns`}</span>
      {change('Add column', rows, cols + 1)}
    </div>
  );
}
