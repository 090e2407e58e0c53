// What a finished value says about itself: NaN, infinity, rows that a mask left empty.
import type { Port } from '../nodes/node';
import type { Tensor } from '../tensor/tensor';
import type { Problem } from './problem';

const plural = (n: number, one: string): string => (n === 1 ? `one ${one}` : `${n} ${one}s`);

/** Rows of attention weights that are all zero: every pair was forbidden. */
export function emptyRows({ shape, data }: Tensor): number[] {
  const size = shape.at(-1) ?? 0;
  if (size === 0 || shape.length < 2) return [];
  const rows = Array.from({ length: data.length / size }, (_, row) => row);
  return rows.filter((row) => data.subarray(row * size, (row + 1) * size).every((v) => v === 0));
}

/** -Infinity is a forbidden pair and no mistake; NaN and +Infinity are. */
export function valueProblem(node: string, port: string, spec: Port | undefined, value: Tensor): Problem | undefined {
  const nan = value.data.reduce((n, v) => n + (Number.isNaN(v) ? 1 : 0), 0);
  const infinite = value.data.reduce((n, v) => n + (v === Number.POSITIVE_INFINITY ? 1 : 0), 0);
  const about = { node, code: 'value' as const, ports: [port] };
  if (nan + infinite > 0) {
    const kinds = [...(nan ? [`${nan} NaN`] : []), ...(infinite ? [`${infinite} infinite`] : [])].join(' and ');
    return {
      ...about,
      message: `${port} has values that are not numbers`,
      detail: `${kinds} of ${value.data.length}.`,
      advice: 'Look at the inputs of this node: something grew too large, or was divided by zero.',
    };
  }
  if (spec?.shows !== 'weights') return undefined;
  const empty = emptyRows(value);
  if (empty.length === 0) return undefined;
  return {
    ...about,
    message: `${plural(empty.length, 'row')} of ${port} ${empty.length === 1 ? 'has' : 'have'} nothing to look at`,
    detail: `Every pair of row ${empty
      .slice(0, 5)
      .map((row) => row + 1)
      .join(', ')} is forbidden, so the weights there are all zero.`,
    advice: 'Allow at least one pair a row in the mask, or accept zeros.',
  };
}
