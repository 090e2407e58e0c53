// Numbers as text: enough digits to compare, a true minus sign, and never a rounded lie such as 0.0000 for 3e-7.
const MINUS = '\u2212';
const TIMES = '\u00d7';

const special = (value: number): string | undefined => {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Infinity) return '∞';
  if (value === -Infinity) return `${MINUS}∞`;
  return undefined;
};

const trueMinus = (text: string): string => text.replaceAll('-', MINUS);

/** `0.2758`, `−0.4704`; below half of the last digit or from 1e6 up in powers of ten: `3.1e−7`, `1.23e+9`. */
export function formatNumber(value: number, decimals = 4): string {
  const named = special(value);
  if (named) return named;
  const size = Math.abs(value);
  if (size !== 0 && size < 0.5 * 10 ** -decimals) return trueMinus(value.toExponential(1));
  if (size >= 1e6) return trueMinus(value.toExponential(2));
  return trueMinus((value + 0).toFixed(size >= 1000 ? Math.min(2, decimals) : decimals));
}

/** Two decimals for a small cell: `0.28`, `−0.47`, `−∞`; large values lose decimals, tiny ones read 0.00. */
export function formatCompact(value: number): string {
  const named = special(value);
  if (named) return named;
  const size = Math.abs(value);
  if (size >= 9999.5) return trueMinus(value.toExponential(0).replace('+', ''));
  const text = value.toFixed(size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2);
  return Number(text) === 0 ? '0.00' : trueMinus(text);
}

/** The shortest decimal that reads back as this very float32. */
export function formatExact(value: number): string {
  const named = special(value);
  if (named) return named;
  const target = Math.fround(value);
  for (let digits = 1; digits < 9; digits++) {
    const text = target.toPrecision(digits);
    if (Math.fround(Number(text)) === target) return trueMinus(String(Number(text)));
  }
  return trueMinus(String(Number(target.toPrecision(9))));
}

/** `10,336`. */
export const formatInteger = (value: number): string => trueMinus(Math.round(value).toLocaleString('en-US'));

/** `6 × 3`; rank 0 reads `scalar`. */
export const formatShape = (shape: readonly (number | string)[]): string => shape.join(` ${TIMES} `) || 'scalar';

/** `3.1 ms`, `420 ms`, `1.24 s`; below 0.05 ms `under 0.1 ms`. */
export function formatMilliseconds(ms: number): string {
  if (ms < 0.05) return 'under 0.1 ms';
  if (ms < 99.95) return `${ms.toFixed(1)} ms`;
  return ms < 999.5 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(ms < 99_950 ? 2 : 0)} s`;
}

/** The same where many runs were measured: below 1 ms in microseconds, `28 µs`. */
export function formatMean(ms: number): string {
  if (ms < 0.0005) return 'under 1 µs';
  return ms < 0.9995 ? `${Math.round(1000 * ms)} µs` : formatMilliseconds(ms);
}

/** Powers of 1024: `512 B`, `1.5 KiB`, `12 MiB`. */
export const formatBytes = (bytes: number): string => withUnit(bytes, 1024, ['B', 'KiB', 'MiB', 'GiB', 'TiB']);

/** Powers of 1000: `432 FLOP`, `1.2 MFLOP`. */
export const formatFlops = (flops: number): string =>
  withUnit(flops, 1000, ['FLOP', 'kFLOP', 'MFLOP', 'GFLOP', 'TFLOP', 'PFLOP']);

function withUnit(amount: number, base: number, units: readonly string[]): string {
  let rest = amount;
  let unit = 0;
  while (rest >= base - 0.5 && unit < units.length - 1) {
    rest /= base;
    unit++;
  }
  const text = unit === 0 || rest >= 9.95 ? Math.round(rest).toString() : rest.toFixed(1);
  return `${text} ${units[unit]}`;
}
