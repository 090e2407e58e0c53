// What a tensor of values amounts to, in a few facts. Pure.
import { formatNumber } from '../../drawing/format';
import type { ValueTensor } from '../../drawing/valueTensor';

type Fact = readonly [name: string, value: string];

/** Range, what is masked, what rows sum to; nothing about tokens, whose numbers are names. */
export function factsOf(tensor: ValueTensor): Fact[] {
  if (tensor.kind === 'tokens' || tensor.data.length === 0) return [];
  return [...allowed(tensor), ...range(tensor), ...sums(tensor), ...unusual(tensor)];
}

/** Of what is finite and not masked. */
function range({ data, masked }: ValueTensor): Fact[] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  data.forEach((value, at) => {
    if (!Number.isFinite(value) || masked?.[at % masked.length]) return;
    least = Math.min(least, value);
    most = Math.max(most, value);
  });
  if (least > most) return [];
  return [['Range', least === most ? formatNumber(least) : `${formatNumber(least)} … ${formatNumber(most)}`]];
}

/** `21 of 36` pairs, where any is forbidden. */
function allowed({ data, masked }: ValueTensor): Fact[] {
  const forbidden = masked
    ? masked.reduce((n, mark) => n + mark, 0)
    : data.reduce((n, value) => n + (value === Number.NEGATIVE_INFINITY ? 1 : 0), 0);
  const all = masked?.length ?? data.length;
  return forbidden === 0 ? [] : [['Allowed pairs', `${all - forbidden} of ${all}`]];
}

function sums({ kind, shape, data }: ValueTensor): Fact[] {
  const size = shape.at(-1) ?? 0;
  if (kind !== 'weights' || size === 0) return [];
  const rows = Array.from({ length: data.length / size }, (_, row) =>
    data.subarray(row * size, (row + 1) * size).reduce((sum, value) => sum + value, 0),
  );
  const empty = rows.filter((sum) => sum === 0).length;
  const others = rows.filter((sum) => sum !== 0);
  const off = others.some((sum) => Math.abs(sum - 1) > 1e-4);
  const text = off ? `${formatNumber(Math.min(...others))} … ${formatNumber(Math.max(...others))}` : '1.0000';
  return [
    ...(others.length > 0 ? [['Rows sum to', text] as const] : []),
    ...(empty > 0 ? [['Empty rows', `${empty} of ${rows.length}`] as const] : []),
  ];
}

function unusual({ data }: ValueTensor): Fact[] {
  const nan = data.reduce((n, value) => n + (Number.isNaN(value) ? 1 : 0), 0);
  const infinite = data.reduce((n, value) => n + (value === Number.POSITIVE_INFINITY ? 1 : 0), 0);
  return [
    ...(nan > 0 ? [['Not a number', `${nan} of ${data.length}`] as const] : []),
    ...(infinite > 0 ? [['Infinite', `${infinite} of ${data.length}`] as const] : []),
  ];
}
