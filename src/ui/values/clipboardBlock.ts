// A block of cells as spreadsheets put it on the clipboard.
/**
 * Splits pasted text into rows of cell texts: tabs between cells, else semicolons, commas or runs of spaces (also in the
 * brackets of a Python or JSON list). One empty line at the end, which spreadsheets add, is not a row.
 */
export function readBlock(text: string): string[][] {
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replace(/\n$/, '').split('\n');
  if (lines.some((line) => line.includes('\t')))
    return lines.map((line) => line.split('\t').map((cell) => cell.trim()));
  return lines.map(unbracketed).map((line) => {
    if (line.includes(';')) return line.split(';').map((cell) => cell.trim());
    if (line.includes(',')) return line.split(',').map((cell) => cell.trim());
    return line.split(/\s+/);
  });
}

const unbracketed = (line: string): string => line.replace(/^[\s[(]+|[\s\]),;]+$/g, '');
