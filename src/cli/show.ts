// Tensors and problems as text: JSON for programs, tables for people.
import type { Problem } from '../execution/problem';
import type { Graph } from '../graph/graph';
import { shortestFloat32 } from '../graph/numbers';
import { type PathPart, showPath } from '../graph/problem';
import type { Tensor } from '../tensor/tensor';

/** JSON has no words for these. */
const words = (cell: number): number | string => {
  if (Number.isFinite(cell)) return shortestFloat32(cell);
  return Number.isNaN(cell) ? 'nan' : cell > 0 ? 'inf' : '-inf';
};

export interface TensorJson {
  readonly shape: readonly number[];
  readonly data: readonly (number | string)[];
}

/** Shortest decimals that read back to the same float32; non-finite cells are "inf", "-inf" and "nan". */
export const tensorJson = ({ shape, data }: Tensor): TensorJson => ({ shape, data: Array.from(data, words) });

/** Where in the file a problem of a node is, and all of it in one line. */
export function problemJson(graph: Graph, { node, param, code, message, detail, advice }: Problem) {
  const index = graph.nodes.findIndex(({ id }) => id === node);
  const path: PathPart[] = ['nodes', index, ...(param === undefined ? [] : ['params', param])];
  const sentence = [`${node}: ${message}`, detail, advice]
    .filter((part) => part !== undefined)
    .map(stopped)
    .join(' ');
  return { path: showPath(path), code, message: sentence };
}

const stopped = (sentence: string): string => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`);

const DIGITS = 4;

/** Rows and columns with four decimals under a title; leading axes one table after another. `dims`: the shape in words. */
export function table(name: string, { shape, data }: Tensor, dims = shape.join(' × ')): string {
  const columns = shape.at(-1) ?? 1;
  const rows = shape.at(-2) ?? 1;
  const cells = Array.from(data, (cell) => (Number.isInteger(cell) ? String(cell) : cell.toFixed(DIGITS)));
  const width = cells.reduce((widest, cell) => Math.max(widest, cell.length), 0);
  const lines = [`${name}  ${dims === '' ? 'scalar' : dims}`];
  for (let at = 0; at < cells.length; at += columns) {
    if (at > 0 && (at / columns) % rows === 0) lines.push('');
    lines.push(
      `  ${cells
        .slice(at, at + columns)
        .map((cell) => cell.padStart(width))
        .join('  ')}`,
    );
  }
  return lines.join('\n');
}
