// Functions of one number, cell by cell. The gradient rules are the derivative book.
import { elementwise } from './elementwise';

/** In WebGL the functions below answer anything outside their domain: NaN, whatever x is, has to be made. */
const NAN = '(x-x)/(x-x)';

export const neg = elementwise({
  id: 'neg',
  expression: '-x',
  reference: (x) => -x,
  rule: (t, g) => [t.neg(g)],
});

// WebGL may make a number of NaN, so only what compares reaches a function. d(e^x) = e^x dx
export const exp = elementwise({
  id: 'exp',
  expression: 'x<=0||x>0?Math.exp(x):x',
  reference: Math.exp,
  rule: (t, g, _args, y) => [t.mul(g, y)],
});

// d(log x) = dx / x
export const log = elementwise({
  id: 'log',
  expression: `x>0?Math.log(x):(x===0?-1e30:${NAN})`,
  reference: Math.log,
  rule: (t, g, [x]) => [x ? t.div(g, x) : null],
});

// d(sqrt x) = dx / (2 sqrt x)
export const sqrt = elementwise({
  id: 'sqrt',
  expression: `x>=0?Math.sqrt(x):${NAN}`,
  reference: Math.sqrt,
  rule: (t, g, _args, y) => [t.div(t.mul(g, 0.5), y)],
});

// Beyond 15 tanh is 1 to float32, and WebGL's overflows to NaN. d(tanh x) = (1 - tanh^2 x) dx
export const tanh = elementwise({
  id: 'tanh',
  expression: 'x>15?1:(x<-15?-1:(x<=15?Math.tanh(x):x))',
  reference: Math.tanh,
  rule: (t, g, _args, y) => [t.mul(g, t.sub(1, t.mul(y, y)))],
});

// d(sigmoid x) = sigmoid x (1 - sigmoid x) dx
export const sigmoid = elementwise({
  id: 'sigmoid',
  expression: 'x<-80?0:(x>=-80?1/(1+Math.exp(-x)):x)',
  reference: (x) => 1 / (1 + Math.exp(-x)),
  rule: (t, g, _args, y) => [t.mul(g, t.mul(y, t.sub(1, y)))],
});

export const relu = elementwise({
  id: 'relu',
  expression: 'x<=0?0:x',
  reference: (x) => (x <= 0 ? 0 : x),
  rule: (t, g, _args, y) => [t.where(t.lessEqual(y, 0), 0, g)],
});

/** Abramowitz and Stegun 7.1.26: a polynomial in 1 / (1 + 0.3275911 |x|), absolute error below 1.5e-7. */
const ERF = (() => {
  const p = '(1/(1+0.3275911*Math.abs(x)))';
  const horner = `((((1.061405429*${p}-1.453152027)*${p}+1.421413741)*${p}-0.284496736)*${p}+0.254829592)*${p}`;
  const tail = `${horner}*Math.exp(-x*x)`;
  return `x<0?${tail}-1:1-${tail}`;
})();

/** The series 2/sqrt(pi) e^(-x^2) sum of 2^n x^(2n+1) / (2n+1)!!, whose terms all have one sign: float64 digits. */
function erf64(x: number): number {
  const z = Math.abs(x);
  if (z > 6) return Math.sign(x);
  let term = z;
  let total = z;
  for (let n = 1; term > 1e-17 * total; n++) {
    term *= (2 * z * z) / (2 * n + 1);
    total += term;
  }
  return (Math.sign(x) * 2 * total * Math.exp(-z * z)) / Math.sqrt(Math.PI);
}

// d(erf x) = 2 / sqrt(pi) e^(-x^2) dx
export const erf = elementwise({
  id: 'erf',
  expression: ERF,
  reference: erf64,
  rule: (t, g, [x]) => [x ? t.mul(g, t.mul(2 / Math.sqrt(Math.PI), t.exp(t.neg(t.mul(x, x))))) : null],
});

/** The same values; having no rule, it stops gradients. */
export const detach = elementwise({ id: 'detach', expression: 'x', reference: (x) => x, reads: 'copy' });
