// Sizes as canonical integer polynomials of symbols; knows nothing of tensors, ops or graphs.

/** A size: a number, or a canonical polynomial such as `T`, `S + T`, `h d`, `2 T - 1`. Equal dims are `===`. `?x` is unknown. */
export type Dim = number | string;
export type Sizes = Readonly<Record<string, number>>;

/** Monomial (its symbols, sorted, joined by a space; '' is the constant) to coefficient. */
type Polynomial = ReadonlyMap<string, number>;

const parsed = new Map<string, Polynomial>();

function parseTerm(term: string): [string, number] {
  const factors = term.split(' ').filter(Boolean);
  const coefficient = /^\d+$/.test(factors[0] ?? '') ? Number(factors.shift()) : 1;
  return [factors.sort().join(' '), coefficient];
}

function parse(dim: Dim): Polynomial {
  if (typeof dim === 'number') return new Map([['', dim]]);
  const known = parsed.get(dim);
  if (known) return known;
  const polynomial = new Map<string, number>();
  for (const [, sign, term] of dim.matchAll(/([+-]?) ?([^+-]+)/g)) {
    const [monomial, coefficient] = parseTerm(term as string);
    polynomial.set(monomial, (polynomial.get(monomial) ?? 0) + (sign === '-' ? -coefficient : coefficient));
  }
  parsed.set(dim, polynomial);
  return polynomial;
}

function showTerm(monomial: string, coefficient: number): string {
  if (monomial === '') return String(coefficient);
  return coefficient === 1 ? monomial : `${coefficient} ${monomial}`;
}

function show(polynomial: Polynomial): Dim {
  const terms = [...polynomial].filter(([, c]) => c !== 0);
  // Symbols first, the constant last, so that `T - 1` reads as people write it.
  terms.sort(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1));
  const [first] = terms;
  if (!first) return 0;
  if (terms.length === 1 && first[0] === '') return first[1];
  return terms
    .map(([m, c], i) => (i === 0 ? (c < 0 ? '-' : '') : c < 0 ? ' - ' : ' + ') + showTerm(m, Math.abs(c)))
    .join('');
}

export function addDim(a: Dim, b: Dim): Dim {
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  const sum = new Map(parse(a));
  for (const [m, c] of parse(b)) sum.set(m, (sum.get(m) ?? 0) + c);
  return show(sum);
}

export function mulDim(a: Dim, b: Dim): Dim {
  if (typeof a === 'number' && typeof b === 'number') return a * b;
  if (a === 1) return b;
  if (b === 1) return a;
  const product = new Map<string, number>();
  for (const [m, c] of parse(a)) {
    for (const [n, d] of parse(b)) {
      const key = [...m.split(' '), ...n.split(' ')].filter(Boolean).sort().join(' ');
      product.set(key, (product.get(key) ?? 0) + c * d);
    }
  }
  return show(product);
}

export const subDim = (a: Dim, b: Dim): Dim => addDim(a, mulDim(b, -1));

/** Of many dims at once. */
export function sumDims(dims: readonly Dim[]): Dim {
  const sum = new Map<string, number>();
  for (const dim of dims) for (const [m, c] of parse(dim)) sum.set(m, (sum.get(m) ?? 0) + c);
  return show(sum);
}

export interface DimTerm {
  readonly coefficient: number;
  /** In order, each as often as it is a factor. */
  readonly symbols: readonly string[];
}

/** `2 T T d - 1`: 2 of T, T, d, and -1 of nothing. */
export const dimTerms = (dim: Dim): DimTerm[] =>
  [...parse(dim)].map(([m, coefficient]) => ({ coefficient, symbols: m.split(' ').filter(Boolean) }));

export const product = (dims: readonly Dim[]): Dim => dims.reduce(mulDim, 1);

function divideMonomial(monomial: string, by: string): string | null {
  const rest = monomial.split(' ').filter(Boolean);
  for (const symbol of by.split(' ').filter(Boolean)) {
    const at = rest.indexOf(symbol);
    if (at < 0) return null;
    rest.splice(at, 1);
  }
  return rest.join(' ');
}

/** Exact division; null when it does not divide for every value of the symbols. */
export function divDim(a: Dim, b: Dim): Dim | null {
  if (b === 1) return a;
  if (a === b && a !== 0) return 1;
  const divisor = [...parse(b)].filter(([, c]) => c !== 0);
  const [term] = divisor;
  if (!term || divisor.length !== 1) return null;
  const quotient = new Map<string, number>();
  for (const [monomial, coefficient] of parse(a)) {
    const rest = divideMonomial(monomial, term[0]);
    if (rest === null || coefficient % term[1] !== 0) return null;
    quotient.set(rest, coefficient / term[1]);
  }
  return show(quotient);
}

/** The number a dim stands for; undefined when a symbol in it has no size. */
export function sizeOf(dim: Dim, sizes: Sizes): number | undefined {
  if (typeof dim === 'number') return dim;
  const direct = sizes[dim];
  if (direct !== undefined) return direct;
  let total = 0;
  for (const [monomial, coefficient] of parse(dim)) {
    let term = coefficient;
    for (const symbol of monomial.split(' ').filter(Boolean)) {
      const size = sizes[symbol];
      if (size === undefined) return undefined;
      term *= size;
    }
    total += term;
  }
  return total;
}

/** The concrete shape; throws a RangeError naming the first dim without a size. */
export function shapeOf(dims: readonly Dim[], sizes: Sizes): number[] {
  return dims.map((dim) => {
    const size = sizeOf(dim, sizes);
    if (size === undefined) throw new RangeError(`the size of ${dim} is not known`);
    return size;
  });
}

/** One symbol to be solved; a polynomial with such a symbol in it cannot be solved for it. */
export const isUnknown = (dim: Dim): dim is string => typeof dim === 'string' && /^\?\w+$/.test(dim);

/** The symbols a dim is made of. */
export function symbolsOf(dim: Dim): string[] {
  if (typeof dim === 'number') return [];
  return [...new Set([...parse(dim).keys()].flatMap((m) => m.split(' ')).filter(Boolean))];
}
