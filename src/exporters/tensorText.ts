// Any tensor as text to be pasted elsewhere: NumPy, PyTorch, CSV, LaTeX. Pure.
import { shortestFloat32 } from '../graph/numbers';
import type { Tensor } from '../tensor/tensor';

export const TEXT_FORMS = ['numpy', 'pytorch', 'csv', 'latex'] as const;
export type TextForm = (typeof TEXT_FORMS)[number];

interface Words {
  readonly nan: string;
  readonly infinity: string;
  /** After the digits of a whole number, where a point makes it a float. */
  readonly point: string;
}

function cellText(cell: number, { nan, infinity, point }: Words): string {
  if (Number.isNaN(cell)) return nan;
  if (!Number.isFinite(cell)) return cell < 0 ? `-${infinity}` : infinity;
  const digits = String(shortestFloat32(cell));
  return /^-?\d+$/.test(digits) ? `${digits}${point}` : digits;
}

const PYTHON: Words = { nan: "float('nan')", infinity: "float('inf')", point: '.' };
const NUMPY: Words = { nan: 'np.nan', infinity: 'np.inf', point: '.' };
const PLAIN: Words = { nan: 'nan', infinity: 'inf', point: '' };
const MATHS: Words = { nan: String.raw`\mathrm{NaN}`, infinity: String.raw`\infty`, point: '' };

/** Nested brackets, one row a line, as Python prints arrays. */
function nestedText({ shape, data }: Tensor, words: Words): string {
  let at = 0;
  const level = (axis: number): string => {
    if (axis === shape.length) return cellText(data[at++] as number, words);
    const parts = Array.from({ length: shape[axis] as number }, () => level(axis + 1));
    const between =
      axis === shape.length - 1 ? ', ' : `,${'\n'.repeat(shape.length - 1 - axis)}${' '.repeat(axis + 1)}`;
    return `[${parts.join(between)}]`;
  };
  return level(0);
}

/** Every other line stands under the first bracket. */
const call = (name: string, nested: string, end: string): string =>
  `${name}(${nested.replaceAll(/\n(?=.)/g, `\n${' '.repeat(name.length + 1)}`)}${end})`;

/** [matrices][rows][cells]: axes before the last two count matrices; a scalar is a row of one. */
function matrices({ shape, data }: Tensor, words: Words): string[][][] {
  const columns = shape.at(-1) ?? 1;
  const rows = shape.at(-2) ?? 1;
  const cells = Array.from(data, (cell) => cellText(cell, words));
  const lines = Array.from({ length: cells.length / columns }, (_, r) => cells.slice(r * columns, (r + 1) * columns));
  return Array.from({ length: lines.length / rows }, (_, m) => lines.slice(m * rows, (m + 1) * rows));
}

const matrixText = (rows: readonly (readonly string[])[]): string =>
  `\\begin{bmatrix}\n${rows.map((row) => `  ${row.join(' & ')} \\\\`).join('\n')}\n\\end{bmatrix}`;

/**
 * Cells are the shortest decimals that read back to the same float32. CSV and LaTeX write the matrices of a tensor with more
 * than two axes one after another, with an empty line between.
 */
export function tensorText(tensor: Tensor, form: TextForm): string {
  switch (form) {
    case 'numpy':
      return call('np.array', nestedText(tensor, NUMPY), ', dtype=np.float32');
    case 'pytorch':
      return call('torch.tensor', nestedText(tensor, PYTHON), '');
    case 'csv':
      return matrices(tensor, PLAIN)
        .map((rows) => rows.map((row) => row.join(',')).join('\n'))
        .join('\n\n');
    case 'latex':
      return matrices(tensor, MATHS).map(matrixText).join('\n\n');
  }
}
