// The little of markdown that a note on the canvas shows: bold, italics and line breaks. Pure.

export interface Run {
  /** Characters before it. */
  readonly at: number;
  readonly text: string;
  readonly mark: 'plain' | 'bold' | 'italic';
}

const MARKS = /\*\*(?<bold>[^*\n]+)\*\*|\*(?<italic>[^*\n]+)\*|(?<![\p{L}\p{N}])_(?<under>[^_\n]+)_(?![\p{L}\p{N}])/gu;

/** The runs of one line; marks without an end stay as they are written. */
export function proseRuns(line: string): Run[] {
  const runs: Run[] = [];
  let from = 0;
  const add = (at: number, text: string, mark: Run['mark']) => {
    if (text !== '') runs.push({ at, text, mark });
  };
  for (const match of line.matchAll(MARKS)) {
    const { bold, italic, under } = match.groups ?? {};
    add(from, line.slice(from, match.index), 'plain');
    add(match.index, bold ?? italic ?? under ?? '', bold ? 'bold' : 'italic');
    from = match.index + match[0].length;
  }
  add(from, line.slice(from), 'plain');
  return runs;
}
