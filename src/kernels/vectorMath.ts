// gpu.js leaves WebAssembly for `Math.exp` and `Math.tanh` of every lane. Here sources say them in arithmetic, which all lanes do at once. Knows no op.

/** 2^p for p = 0, 1, 2, 3. */
const power = (p: string): string => `((${p}*${p}+5.0)*${p}*0.16666666667+1.0)`;

const polynomial = (x: string, [first, ...rest]: readonly number[]): string =>
  rest.reduce((sum, term) => `(${sum}*${x}+${term})`, String(first));

/** Cephes' expf and tanhf. */
const EXP = [1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1];
const TANH = [-5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1];

/** e^x = e^r 2^n, and 2^|n| from the digits of |n| to the base 4, since nothing here makes a float of bits. */
const exp = (x: string, v: string): string =>
  `const ${v}n=Math.floor(${x}*1.442695041+0.5);const ${v}r=${x}-${v}n*0.693359375+${v}n*2.12194440e-4;` +
  `const ${v}a=Math.abs(${v}n);const ${v}b=Math.floor(${v}a*0.25);const ${v}c=Math.floor(${v}a*0.0625);` +
  `const ${v}d=Math.floor(${v}a*0.015625);const ${v}p=${v}a-${v}b*4.0;const ${v}q=${v}b-${v}c*4.0;` +
  `const ${v}o=${v}c-${v}d*4.0;const ${v}e=(1.0+${v}d)*(1.0+${v}d);const ${v}f=${v}e*${v}e*${power(`${v}o`)};` +
  `const ${v}g=${v}f*${v}f;const ${v}h=${v}g*${v}g*${power(`${v}q`)};const ${v}i=${v}h*${v}h;` +
  `const ${v}s=${v}i*${v}i*${power(`${v}p`)};const ${v}y=${polynomial(`${v}r`, EXP)}*${v}r*${v}r+${v}r+1.0;` +
  // Beyond what float32 holds; what is no number stays so.
  `const ${v}=${x}<-87.3?0.0:(${x}>88.3?${x}*1e38:(${v}n<0?${v}y/${v}s:${v}y*${v}s));`;

const tanh = (x: string, v: string): string =>
  `const ${v}z=Math.abs(${x});const ${v}w=${v}z+${v}z;${exp(`${v}w`, `${v}_`)}` +
  `const ${v}u=1.0-2.0/(${v}_+1.0);const ${v}t=${x}*${x};` +
  `const ${v}=${v}z<0.625?${polynomial(`${v}t`, TANH)}*${v}t*${x}+${x}:(${x}<0?-${v}u:${v}u);`;

const SPOKEN = { exp, tanh };

/** Where the parenthesis that opens before `start` closes. */
function closing(source: string, start: number): number {
  let at = start;
  for (let depth = 1; depth > 0; at++) depth += source[at] === '(' ? 1 : source[at] === ')' ? -1 : 0;
  return at - 1;
}

/** The same source, in which the statements of each call stand before the one that had it. */
export function inArithmetic(source: string): string {
  let text = source;
  for (let k = 0; ; k++) {
    const call = /Math\.(exp|tanh)\(/.exec(text);
    if (!call) return text;
    const start = call.index + call[0].length;
    const end = closing(text, start);
    const statement = Math.max(...[';', '{', '}'].map((mark) => text.lastIndexOf(mark, call.index))) + 1;
    const spoken = SPOKEN[call[1] as keyof typeof SPOKEN](`x_${k}`, `m_${k}`);
    text =
      `${text.slice(0, statement)}const x_${k}=${text.slice(start, end)};${spoken}` +
      `${text.slice(statement, call.index)}m_${k}${text.slice(end + 1)}`;
  }
}
