// How a number came about, as one line of arithmetic: a reading of its cell in pieces of text. Pure.

import { formatNumber } from '../../drawing/format';
import type { Reading } from '../../execution/explain';

export interface Piece {
  readonly text: string;
  /** The cell it is, where it is one that the node was given. */
  readonly cell?: { readonly input: string; readonly index: number };
  readonly raised?: true;
}

/** What binds tighter stands without brackets inside of what binds looser. */
type Strength = 'sum' | 'product' | 'power' | 'atom';
const STRENGTHS: readonly Strength[] = ['sum', 'product', 'power', 'atom'];

interface Phrase {
  readonly pieces: readonly Piece[];
  readonly strength: Strength;
}

/** Of longer lists only the ends are shown. */
const MOST_PARTS = 8;
const SHOWN_ENDS = 3;
const MINUS = '\u2212';

const text = (words: string): Piece => ({ text: words });

/** Four decimals at most, none that say nothing: `0.2758`, `0.5`, `2`. */
export const shortNumber = (value: number): string => {
  const full = formatNumber(value);
  return full.includes('.') && !full.includes('e') ? full.replace(/\.?0+$/, '') : full;
};

/** `0.29 = 0.31×0.28 + 0.55×0.36`. */
export function derivation(reading: Reading): readonly Piece[] {
  if (reading.kind === 'number') {
    const masked = reading.value === Number.NEGATIVE_INFINITY;
    return [text(masked ? `${MINUS}∞ because this pair is masked` : `${shortNumber(reading.value)} is made here`)];
  }
  if (reading.kind === 'cell') return [...phrase(reading).pieces, text(` is taken over from ${giver(reading.input)}`)];
  return [text(`${formatNumber(reading.value)} = `), ...phrase(reading).pieces];
}

/** An input of a Program in words: a port, a weight of the node, or what its settings give. */
function giver(input: string): string {
  const [kind, name] = input.split(':');
  if (name === undefined) return input;
  return kind === 'weight' ? `the weight ${name}` : 'the settings of this node';
}

function phrase(reading: Reading): Phrase {
  if (reading.kind === 'number') return number({ text: shortNumber(reading.value) });
  if (reading.kind === 'cell') {
    return number({ text: shortNumber(reading.value), cell: { input: reading.input, index: reading.index } });
  }
  if (reading.kind === 'sum') return sum(reading.groups.map(product));
  return applied(reading);
}

/** A negative number inside a product needs brackets, as a sum does. */
const number = (piece: Piece): Phrase => ({ pieces: [piece], strength: piece.text.startsWith(MINUS) ? 'sum' : 'atom' });

function within({ pieces, strength }: Phrase, least: Strength): readonly Piece[] {
  if (STRENGTHS.indexOf(strength) >= STRENGTHS.indexOf(least)) return pieces;
  return [text('('), ...pieces, text(')')];
}

function product(group: readonly Reading[]): Phrase {
  const [first, ...rest] = group.map(phrase);
  if (!first) return number({ text: '1' });
  if (rest.length === 0) return first;
  const factors = rest.flatMap((factor) => [text('×'), ...within(factor, 'product')]);
  // A minus sign in front belongs to the whole product.
  const lead = first.pieces.length === 1 ? first.pieces : within(first, 'product');
  return { pieces: [...lead, ...factors], strength: lead[0]?.text.startsWith(MINUS) ? 'sum' : 'product' };
}

function sum(parts: readonly Phrase[]): Phrase {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  return { pieces: ends(parts).flatMap((part, at) => (at === 0 ? part.pieces : added(part))), strength: 'sum' };
}

/** `a + b`, and `a − b` where b starts with a minus sign. */
function added({ pieces }: Phrase): readonly Piece[] {
  const [first, ...rest] = pieces;
  if (!first?.text.startsWith(MINUS)) return [text(' + '), ...pieces];
  return [text(` ${MINUS} `), { ...first, text: first.text.slice(1) }, ...rest];
}

/** The first and the last of a long list, with what is left out between them. */
function ends(parts: readonly Phrase[]): readonly Phrase[] {
  if (parts.length <= MOST_PARTS) return parts;
  const left = parts.length - SHOWN_ENDS - 1;
  return [...parts.slice(0, SHOWN_ENDS), number({ text: `… ${left} more …` }), ...parts.slice(-1)];
}

type Applied = Extract<Reading, { kind: 'function' }>;

/** Ops that people write with a sign; all others read `tanh(0.2)`. */
const SIGNS: Readonly<Record<string, (args: readonly Phrase[]) => Phrase>> = {
  sub: ([a, b]) => infix(a, ` ${MINUS} `, b, 'sum', 'product'),
  div: ([a, b]) => infix(a, ' / ', b, 'product', 'power'),
  lessEqual: ([a, b]) => infix(a, ' ≤ ', b, 'sum', 'sum'),
  equal: ([a, b]) => infix(a, ' = ', b, 'sum', 'sum'),
  neg: ([a]) => ({ pieces: [text(MINUS), ...within(a as Phrase, 'power')], strength: 'sum' }),
  sqrt: ([a]) => ({ pieces: [text('√'), ...within(a as Phrase, 'atom')], strength: 'power' }),
  exp: ([a]) => power(a as Phrase),
};

function infix(a: Phrase | undefined, sign: string, b: Phrase | undefined, own: Strength, right: Strength): Phrase {
  return { pieces: [...within(a as Phrase, own), text(sign), ...within(b as Phrase, right)], strength: own };
}

const power = ({ pieces }: Phrase): Phrase => ({
  pieces: [text('e'), ...pieces.map((piece): Piece => ({ ...piece, raised: true }))],
  strength: 'power',
});

function applied({ op, groups }: Applied): Phrase {
  if (op === 'softmax') return softmax(groups);
  const args = groups.flat().map(phrase);
  const signed = SIGNS[op]?.(args);
  if (signed) return signed;
  const inside = ends(args).flatMap(({ pieces }, at) => (at === 0 ? pieces : [text(', '), ...pieces]));
  return { pieces: [text(`${op}(`), ...inside, text(')')], strength: 'atom' };
}

/** e to a cell over the sum of that of its row; what is masked adds nothing and is left out. */
function softmax([own, row]: Applied['groups']): Phrase {
  const allowed = (row ?? []).filter(({ value }) => value !== Number.NEGATIVE_INFINITY);
  const [cell] = own ?? [];
  if (!cell || cell.value === Number.NEGATIVE_INFINITY) return number({ text: 'e to minus infinity: masked' });
  const below = sum(allowed.map((part) => power(phrase(part))));
  return infix(power(phrase(cell)), ' / ', below, 'product', 'power');
}
