// Python expressions as text that knows how tightly it binds and what it holds. Knows no op.

/** How tightly an expression binds, loosest first. */
export const LEVEL = { or: 1, and: 2, compare: 3, add: 4, multiply: 5, negate: 6, call: 7, atom: 8 } as const;

/** What a value is in Python: a float tensor, whole numbers, truth values, or a plain number that is no tensor. */
export type Kind = 'float' | 'int' | 'bool' | 'number';

export interface Expression {
  readonly text: string;
  readonly level: number;
  readonly kind: Kind;
  /** The number itself, where it is known. */
  readonly value?: number;
  /** What holds where this does not. */
  readonly opposite?: string;
  /** It may hold -inf, of which a whole row may consist. */
  readonly forbidden?: boolean;
}

export const atom = (text: string, kind: Kind = 'float'): Expression => ({ text, level: LEVEL.atom, kind });
export const call = (text: string, kind: Kind = 'float'): Expression => ({ text, level: LEVEL.call, kind });

/** Bracketed where it binds less tightly than its place asks for. */
export const within = ({ text, level }: Expression, wanted: number): string => (level >= wanted ? text : `(${text})`);

/** `a op b`; operators of one level read from the left. */
export const binary = (operator: string, level: number, a: Expression, b: Expression, kind: Kind): Expression => ({
  text: `${within(a, level)} ${operator} ${within(b, level + 1)}`,
  level,
  kind,
});

/** `x.name(rest)` */
export const method = (x: Expression, name: string, rest = '', kind: Kind = x.kind): Expression =>
  call(`${within(x, LEVEL.call)}.${name}(${rest})`, kind);

/** A number as Python writes it. */
export function numberText(value: number): string {
  if (Number.isNaN(value)) return "float('nan')";
  if (!Number.isFinite(value)) return value > 0 ? "float('inf')" : "-float('inf')";
  return Object.is(value, -0) ? '-0.0' : String(value);
}

export const number = (value: number): Expression => ({
  text: numberText(value),
  level: value < 0 || Object.is(value, -0) ? LEVEL.negate : LEVEL.atom,
  kind: 'number',
  value,
});

/** As a float tensor, which most functions ask for. */
export function asFloat(x: Expression): Expression {
  if (x.kind === 'number')
    return call(`torch.tensor(${x.value === undefined ? `float(${x.text})` : floatText(x.value)})`);
  return x.kind === 'float' ? x : method(x, 'float', '', 'float');
}

const floatText = (value: number): string => (Number.isInteger(value) ? `${numberText(value)}.0` : numberText(value));

/** As something arithmetic can be done with: truth values count as 0 and 1. */
export const asNumeric = (x: Expression): Expression => (x.kind === 'bool' ? asFloat(x) : x);

/** As truth values: what is not 0. */
export function asBool(x: Expression): Expression {
  if (x.kind === 'bool') return x;
  const tensor = x.kind === 'number' ? asFloat(x) : x;
  return { text: `${within(tensor, LEVEL.add)} != 0`, level: LEVEL.compare, kind: 'bool' };
}

/** Text that cannot end a comment or say anything in one: one line of printable characters, cut to a readable length. */
export function comment(text: string): string {
  const line = text.replaceAll(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  const letters = [...line];
  return letters.length > 80 ? `${letters.slice(0, 79).join('')}…` : line;
}

/** A Python string literal. JSON's escapes are Python's. */
export const quoted = (text: string): string => JSON.stringify(text).replaceAll('\u007f', '\\u007f');
