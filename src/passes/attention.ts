// Finds scores, scale, masks, softmax and weighted sum in a Program where nothing else reads what lies between.
import { isTranspose } from '../ops/movement';
import type { Step } from '../ops/program';
import type { Dim } from '../tensor/dim';
import type { Structure } from './structure';

/** What one attention is made of, by value ids. */
export interface Attention {
  readonly query: number;
  readonly key: number;
  readonly value: number;
  /** Scalars that scores are multiplied with, or divided by. */
  readonly factors: readonly Factor[];
  /** 0 where a pair is forbidden. */
  readonly keep: readonly number[];
  /** Query i sees no key after i + ahead. */
  readonly ahead?: Dim;
}

interface Factor {
  readonly value: number;
  readonly divides: boolean;
}

/** The attention that a matrix product ends, if it ends one. */
export function attentionAt(structure: Structure, end: Step): Attention | undefined {
  if (end.op.id !== 'matmul') return undefined;
  const [weights, value] = end.args as [number, number];
  const softmax = structure.only(weights, 'softmax');
  if (!softmax) return undefined;
  const factors: Factor[] = [];
  const keep: number[] = [];
  let ahead: Dim | undefined;
  let at = softmax.args[0] as number;
  for (let more = true; more; ) {
    const masked = maskedAt(structure, at);
    const scaled = masked ? undefined : scaledAt(structure, at);
    more = masked !== undefined || scaled !== undefined;
    if (masked) {
      const found = ahead === undefined ? causal(structure, masked.keep) : undefined;
      if (found === undefined) keep.push(masked.keep);
      else ahead = found;
    } else if (scaled) factors.push(scaled.factor);
    at = (masked ?? scaled)?.scores ?? at;
  }
  const [query, turned] = structure.only(at, 'matmul')?.args ?? [];
  const transposed = turned === undefined ? undefined : structure.maker(turned, 'permute');
  if (query === undefined || !transposed || !isTranspose(transposed.attrs.order as number[])) return undefined;
  const key = transposed.args[0] as number;
  return { query, key, value, factors, keep, ...(ahead === undefined ? {} : { ahead }) };
}

function maskedAt(structure: Structure, value: number): { keep: number; scores: number } | undefined {
  const [keep, scores, otherwise] = structure.only(value, 'where')?.args ?? [];
  if (keep === undefined || scores === undefined || otherwise === undefined) return undefined;
  // A mask with more axes than the scores would give them more.
  if (String(structure.dims(value)) !== String(structure.dims(scores))) return undefined;
  return structure.number(otherwise) === Number.NEGATIVE_INFINITY ? { keep, scores } : undefined;
}

/** A factor that is above 0 leaves -inf as it is, so it may stand on either side of a mask. */
function scaledAt(structure: Structure, value: number): { scores: number; factor: Factor } | undefined {
  const step = structure.only(value, 'div') ?? structure.only(value, 'mul');
  const [scores, factor] = step?.args ?? [];
  if (scores === undefined || factor === undefined || structure.dims(factor).length > 0) return undefined;
  if (!isPositive(structure, factor)) return undefined;
  return { scores, factor: { value: factor, divides: step?.op.id === 'div' } };
}

const isPositive = (structure: Structure, value: number): boolean =>
  (structure.number(value) ?? 0) > 0 ||
  structure.maker(value, 'size') !== undefined ||
  structure.maker(value, 'sqrt') !== undefined;

/** How far ahead of its own number a query sees, where `keep` is key <= query + ahead. */
function causal(structure: Structure, keep: number): Dim | undefined {
  const [key, here] = structure.maker(keep, 'lessEqual')?.args ?? [];
  if (key === undefined || here === undefined || !structure.maker(key, 'iota')) return undefined;
  if (isRows(structure, here)) return 0;
  const [rows, more] = structure.maker(here, 'add')?.args ?? [];
  if (rows === undefined || more === undefined || !isRows(structure, rows)) return undefined;
  const number = structure.number(more);
  return (structure.maker(more, 'size')?.attrs.dim as Dim) ?? (Number.isInteger(number) ? number : undefined);
}

/** 0, 1, ..., T - 1 as a column. */
function isRows(structure: Structure, value: number): boolean {
  const dims = structure.dims(value);
  const [from] = structure.maker(value, 'reshape')?.args ?? [];
  return dims.length === 2 && dims[1] === 1 && from !== undefined && structure.maker(from, 'iota') !== undefined;
}
