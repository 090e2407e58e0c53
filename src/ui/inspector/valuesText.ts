// Nested numbers as text: lists in brackets, or rows as a spreadsheet copies them. Pure.
import type { Values } from '../../nodes/params';
import { readNumber } from '../primitives/numberText';
import { readBlock } from '../values/clipboardBlock';

export const writeValues = (values: Values): string =>
  values.some(Array.isArray)
    ? `[${values.map((inner) => JSON.stringify(inner)).join(',\n ')}]`
    : JSON.stringify(values);

export type ValuesReading = { readonly values: Values } | { readonly problem: string };

/** Text that starts with a bracket is nested lists; anything else is rows of cells. */
export function readValues(text: string): ValuesReading {
  if (text.trim() === '') return { problem: 'This is empty. Give at least one number.' };
  return text.trim().startsWith('[') ? readLists(text) : readRows(text);
}

function readLists(text: string): ValuesReading {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { problem: 'The brackets or commas do not fit. Write lists such as [[1, 2], [3, 4]].' };
  }
  const wrong = (parsed as unknown[]).flat(Number.POSITIVE_INFINITY).find((cell) => !isNumber(cell));
  if (wrong === undefined) return { values: parsed as Values };
  return {
    problem: `${typeof wrong === 'number' ? 'One number is too large' : `${JSON.stringify(wrong)} is not a number`}. Give numbers only.`,
  };
}

const isNumber = (cell: unknown): boolean => typeof cell === 'number' && Number.isFinite(Math.fround(cell));

function readRows(text: string): ValuesReading {
  const rows = readBlock(text.trim()).map((row) => row.map((cell) => readNumber(cell)));
  const wrong = rows.flat().find((reading) => 'problem' in reading);
  if (wrong && 'problem' in wrong) return wrong;
  const values = rows.map((row) => row.map((reading) => ('value' in reading ? reading.value : 0)));
  return { values: values.length === 1 ? (values[0] as number[]) : values };
}
