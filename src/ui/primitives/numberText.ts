// Text to number for fields and grids: what people type, and one sentence for what is not a number.
export interface NumberRules {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly integer?: boolean | undefined;
}

export type NumberReading = { readonly value: number } | { readonly problem: string };

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Reads decimal text (also with a true minus sign and spaces around); a problem is one sentence that says what to type. */
export function readNumber(text: string, rules: NumberRules = {}): NumberReading {
  const plain = text.trim().replaceAll('\u2212', '-');
  if (plain === '') return { problem: 'This is empty. Type a number.' };
  if (/^[+-]?\d+,\d+$/.test(plain)) return { problem: `“${plain}” has a comma. Write the number with a point.` };
  if (!NUMBER.test(plain))
    return { problem: `“${shorten(plain)}” is not a number. Type one, such as ${example(rules)}.` };
  const value = Number(plain);
  if (!Number.isFinite(Math.fround(value)))
    return { problem: `${shorten(plain)} is too large. The largest is about 3.4e38.` };
  if (rules.integer && !Number.isInteger(value)) return { problem: `${plain} is not a whole number. Type one.` };
  return withinRange(value, rules);
}

function withinRange(value: number, { min, max }: NumberRules): NumberReading {
  if (min !== undefined && value < min) return { problem: `${value} is too small. The smallest is ${min}.` };
  if (max !== undefined && value > max) return { problem: `${value} is too large. The largest is ${max}.` };
  return { value };
}

const example = ({ integer, min }: NumberRules): string => (integer ? String(Math.max(2, min ?? 2)) : '0.5');

const shorten = (text: string): string => (text.length > 20 ? `${text.slice(0, 19)}…` : text);

/** The value one step up or down, kept within the rules and free of binary dust (0.1 + 0.2 reads 0.3). */
export function stepNumber(value: number, by: number, { min = -Infinity, max = Infinity }: NumberRules): number {
  const decimals = Math.max(decimalsOf(value), decimalsOf(by));
  return Math.min(max, Math.max(min, Number((value + by).toFixed(decimals))));
}

function decimalsOf(value: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e');
  return Math.min(20, Math.max(0, (digits.split('.')[1]?.length ?? 0) - Number(exponent)));
}
