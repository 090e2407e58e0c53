// How JSON is laid out in a file: what fits on a line stands on one, longer things are broken. Knows nothing of graphs.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

const WIDTH = 160;

/** Text that stays on one line, or brackets that may be broken. */
type Piece = string | Group;

interface Group {
  readonly brackets: readonly [open: string, close: string];
  readonly items: readonly (readonly [key: string, piece: Piece])[];
  /** Numbers fill their lines; anything else stands one to a line. */
  readonly fills: boolean;
  /** Characters when on one line. */
  readonly width: number;
}

/** JSON with two spaces to a level and a line break at the end. Keys whose value is undefined are left out. Throws RangeError for a number that JSON cannot hold. */
export function layOut(value: Json): string {
  return `${print(pieceOf(value), 0)}\n`;
}

function pieceOf(value: Json): Piece {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`${value} cannot be written to a file`);
    return value === 0 ? '0' : String(value);
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    const items = list.map((inner) => ['', pieceOf(inner)] as const);
    return group(
      ['[', ']'],
      items,
      list.every((inner) => typeof inner === 'number'),
    );
  }
  const entries = Object.entries(value).filter((entry): entry is [string, Json] => entry[1] !== undefined);
  const items = entries.map(([key, inner]) => [`${JSON.stringify(key)}: `, pieceOf(inner)] as const);
  return group(items.length > 0 ? ['{ ', ' }'] : ['{', '}'], items, false);
}

function group(brackets: Group['brackets'], items: Group['items'], fills: boolean): Group {
  const inner = items.reduce((sum, [key, piece]) => sum + key.length + widthOf(piece) + 2, 0);
  const width = brackets[0].length + brackets[1].length + Math.max(0, inner - 2);
  return { brackets, items, fills, width };
}

const widthOf = (piece: Piece): number => (typeof piece === 'string' ? piece.length : piece.width);

/** `indent`: spaces before the lines inside. */
function print(piece: Piece, indent: number, before = indent): string {
  if (typeof piece === 'string') return piece;
  const [open, close] = piece.brackets;
  if (before + piece.width < WIDTH) {
    return `${open}${piece.items.map(([key, inner]) => key + print(inner, indent, 0)).join(', ')}${close}`;
  }
  const inside = indent + 2;
  const items = piece.items.map(([key, inner]) => key + print(inner, inside, inside + key.length));
  const lines = piece.fills ? filled(items, WIDTH - inside) : items;
  const margin = `\n${' '.repeat(inside)}`;
  return `${open.trim()}${margin}${lines.join(`,${margin}`)}\n${' '.repeat(indent)}${close.trim()}`;
}

function filled(items: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let [from, length] = [0, 0];
  items.forEach((item, i) => {
    if (i > from && length + item.length + 1 > width) {
      lines.push(items.slice(from, i).join(', '));
      [from, length] = [i, 0];
    }
    length += item.length + 2;
  });
  lines.push(items.slice(from).join(', '));
  return lines;
}
