// A symbolic size as terms, with the symbols that an export fixes already counted in. Knows no target language.
import type { Dim, Sizes } from '../tensor/dim';

export interface Term {
  readonly coefficient: number;
  readonly symbols: readonly string[];
}

/** Symbols whose size an export takes as given, because a weight has that size. */
export type Fixed = Sizes;

/** `2 h T - 1` with h fixed at 4: [8 T, -1]. No terms mean 0. */
export function termsOf(dim: Dim, fixed: Fixed): Term[] {
  if (typeof dim === 'number') return dim === 0 ? [] : [{ coefficient: dim, symbols: [] }];
  const sums = new Map<string, number>();
  for (const [, sign, text] of dim.matchAll(/([+-]?) ?([^+-]+)/g)) {
    let coefficient = sign === '-' ? -1 : 1;
    const symbols: string[] = [];
    for (const factor of (text as string).split(' ').filter(Boolean)) {
      const size = /^\d+$/.test(factor) ? Number(factor) : fixed[factor];
      if (size === undefined) symbols.push(factor);
      else coefficient *= size;
    }
    const key = symbols.join(' ');
    sums.set(key, (sums.get(key) ?? 0) + coefficient);
  }
  return [...sums].flatMap(([key, coefficient]) =>
    coefficient === 0 ? [] : [{ coefficient, symbols: key.split(' ').filter(Boolean) }],
  );
}

/** The number that a dim is once the fixed symbols are counted in; undefined while symbols are left. */
export function knownSize(dim: Dim, fixed: Fixed): number | undefined {
  const terms = termsOf(dim, fixed);
  if (terms.some(({ symbols }) => symbols.length > 0)) return undefined;
  return terms.reduce((sum, { coefficient }) => sum + coefficient, 0);
}

/** The symbol that a dim is, and nothing else; undefined for numbers, sums and products. */
export function bareSymbol(dim: Dim, fixed: Fixed): string | undefined {
  const [term, ...more] = termsOf(dim, fixed);
  if (!term || more.length > 0 || term.coefficient !== 1 || term.symbols.length !== 1) return undefined;
  return term.symbols[0];
}
