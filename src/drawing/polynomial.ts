// A symbolic size as people write one: `8 T² d + 5 T²`, what grows fastest first.
import { type Dim, type DimTerm, dimTerms } from '../tensor/dim';
import { formatInteger } from './format';

const RAISED = ['', '', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/** `T²`, `T`; nothing for the power 0. */
export const powerWords = (symbol: string, power: number): string =>
  power === 0 ? '' : `${symbol}${RAISED[power] ?? `^${power}`}`;

function termWords({ coefficient, symbols }: DimTerm): string {
  const factors = [...new Set(symbols)].map((one) => powerWords(one, symbols.filter((s) => s === one).length));
  if (factors.length === 0) return formatInteger(coefficient);
  const number = Math.abs(coefficient) === 1 ? '' : `${formatInteger(Math.abs(coefficient))} `;
  return `${coefficient < 0 ? '\u2212' : ''}${number}${factors.join(' ')}`;
}

/** The terms in the order of their growth with the `lengths`; further ones than `most` are three dots. */
export function polynomialWords(dim: Dim, lengths: readonly string[], most = Number.POSITIVE_INFINITY): string {
  const power = ({ symbols }: DimTerm): number => symbols.filter((symbol) => lengths.includes(symbol)).length;
  const terms = dimTerms(dim).filter(({ coefficient }) => coefficient !== 0);
  terms.sort((a, b) => power(b) - power(a) || b.symbols.length - a.symbols.length || b.coefficient - a.coefficient);
  if (terms.length === 0) return '0';
  const words = terms.slice(0, most).map(termWords);
  return [...words, ...(terms.length > most ? ['…'] : [])].join(' + ').replaceAll('+ \u2212', '\u2212 ');
}
