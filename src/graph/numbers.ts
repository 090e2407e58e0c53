// The decimals in which weights and tensor values are kept and written: the shortest that read back to the same float32.

/** Below this a float32 has fewer bits, so that fewer than six digits may be enough. */
const SMALLEST_NORMAL = 2 ** -126;
/** Any two decimals of so many digits are different float32 numbers. */
const SAFE_DIGITS = 6;
/** So many digits tell every float32 from its neighbours. */
const ENOUGH_DIGITS = 9;

/**
 * The double with the fewest decimal digits that rounds to the same float32 as `value`; 0 for -0.
 * (2^-96, 2^87 and 2^90 get one digit more than they need: their nearest 8-digit decimal is a neighbour's.)
 * Infinite when `value` is beyond the range of float32.
 */
export function shortestFloat32(value: number): number {
  const cell = Math.fround(value);
  if (cell === 0) return 0;
  if (!Number.isFinite(cell)) return cell;
  const size = Math.abs(cell);
  if (size >= PLAIN.least && size < PLAIN.below) return Math.sign(cell) * shortestPlain(size);
  const fewest = size < SMALLEST_NORMAL ? 1 : SAFE_DIGITS;
  let shortest = Number(cell.toPrecision(ENOUGH_DIGITS));
  for (let digits = ENOUGH_DIGITS - 1; digits >= fewest; digits--) {
    const shorter = Number(cell.toPrecision(digits));
    if (Math.fround(shorter) !== cell) break;
    shortest = shorter;
  }
  return shortest;
}

/** Here scaling a float32 by the power of ten that makes all its digits whole loses nothing: weights are made short without writing them as text. */
const PLAIN = { least: 1e-4, below: 1e6 };

function shortestPlain(size: number): number {
  let scale = 1;
  while (size * scale < 10 ** (SAFE_DIGITS - 1)) scale *= 10;
  let short = Math.round(size * scale) / scale;
  while (Math.fround(short) !== size) {
    scale *= 10;
    short = Math.round(size * scale) / scale;
  }
  return short;
}

export type Numbers = number | readonly Numbers[];

const canonical = new WeakSet<readonly Numbers[]>();

/** Nested numbers as they are kept in a graph; remembers what it made, so that saving again costs nothing. */
export function shortestNumbers<T extends Numbers>(numbers: T): T;
export function shortestNumbers(numbers: Numbers): Numbers {
  if (typeof numbers === 'number') return shortestFloat32(numbers);
  if (canonical.has(numbers)) return numbers;
  const short = numbers.map((inner) => shortestNumbers(inner));
  canonical.add(short);
  return short;
}
