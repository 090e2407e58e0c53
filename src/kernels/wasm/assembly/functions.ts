// Functions of four numbers at once, NaN in, NaN out. AssemblyScript; knows no tensor.
import { multiplyAdd } from './fused';

function splat(x: f32): v128 {
  return f32x4.splat(x);
}

/** a + b c */
export function plus(a: f32, b: v128, c: v128): v128 {
  return multiplyAdd(b, c, splat(a));
}

/** 1.5 times 2^23: next to it float32 holds whole numbers only, and so does what its bits count. */
const WHOLE: f32 = 12582912.0;

/**
 * e^x = 2^n e^r with |r| <= log(2) / 2 by Taylor; below -87 it is 0, above 89 infinite. The comparisons are those that
 * let NaN through and take one instruction.
 */
export function exp4(x: v128): v128 {
  const y = f32x4.pmin(f32x4.pmax(x, splat(-87.5)), splat(89.0));
  const counted = plus(WHOLE, y, splat(<f32>Math.LOG2E));
  const n = f32x4.sub(counted, splat(WHOLE));
  const r = multiplyAdd(n, splat(2.1219444e-4), multiplyAdd(n, splat(-0.693359375), y));
  let p = plus(0.0083333338, r, splat(0.0013888889));
  p = plus(0.041666668, r, p);
  p = plus(0.16666667, r, p);
  p = plus(0.5, r, p);
  p = plus(1.0, r, p);
  p = plus(1.0, r, p);
  // 2^(n - 1) has an exponent of its own for every n up to 128, and is 0 for the least; the bits of WHOLE shift out.
  const half = i32x4.shl(i32x4.add(counted, i32x4.splat(126)), 23);
  return f32x4.mul(f32x4.add(p, p), half);
}

/** log(x) = e log 2 + log m with m in [sqrt(1/2), sqrt 2): 2 artanh((m - 1) / (m + 1)) as its series. */
export function log4(x: v128): v128 {
  // A number below the normal range is lifted into it.
  const small = f32x4.lt(x, splat(1.17549435e-38));
  const y = v128.bitselect(f32x4.mul(x, splat(8388608.0)), x, small);
  // The exponent of y over sqrt(1/2), so that m lies around 1.
  const shifted = i32x4.sub(y, i32x4.splat(0x3f3504f3));
  const e = i32x4.shr_s(shifted, 23);
  const m = i32x4.sub(y, i32x4.shl(e, 23));
  const exponent = f32x4.sub(f32x4.convert_i32x4_s(e), v128.and(small, splat(23.0)));
  const s = f32x4.div(f32x4.sub(m, splat(1.0)), f32x4.add(m, splat(1.0)));
  const q = f32x4.mul(s, s);
  let p = plus(0.14285715, q, splat(0.11111111));
  p = plus(0.2, q, p);
  p = plus(0.33333334, q, p);
  p = plus(1.0, q, p);
  const value = f32x4.add(f32x4.mul(exponent, splat(<f32>Math.LN2)), f32x4.mul(f32x4.add(s, s), p));
  const infinite = v128.bitselect(splat(-Infinity), value, f32x4.eq(x, splat(0.0)));
  const proper = v128.bitselect(splat(NaN), infinite, f32x4.lt(x, splat(0.0)));
  // Infinity and NaN are their own logarithms.
  return v128.bitselect(proper, x, f32x4.lt(x, splat(Infinity)));
}

/** (1 - e^-2|x|) / (1 + e^-2|x|) with the sign of x: never above 1, whatever x is. */
export function tanh4(x: v128): v128 {
  const e = exp4(f32x4.mul(f32x4.abs(x), splat(-2.0)));
  const y = f32x4.div(f32x4.sub(splat(1.0), e), f32x4.add(splat(1.0), e));
  // Near 0 the difference has few digits: x - x^3 / 3 + 2 x^5 / 15 has all of them.
  const q = f32x4.mul(x, x);
  const near = f32x4.mul(x, plus(1.0, q, plus(-0.33333334, q, splat(0.13333334))));
  const far = v128.bitselect(x, y, i32x4.splat(0x80000000));
  return v128.bitselect(near, far, f32x4.lt(q, splat(0.01)));
}

export function sigmoid4(x: v128): v128 {
  return f32x4.div(splat(1.0), f32x4.add(splat(1.0), exp4(f32x4.neg(x))));
}

/** Abramowitz and Stegun 7.1.26: a polynomial in 1 / (1 + 0.3275911 |x|), absolute error below 1.5e-7. */
export function erf4(x: v128): v128 {
  const z = f32x4.abs(x);
  const t = f32x4.div(splat(1.0), plus(1.0, splat(0.3275911), z));
  let p = plus(-1.453152027, t, splat(1.061405429));
  p = plus(1.421413741, t, p);
  p = plus(-0.284496736, t, p);
  p = plus(0.254829592, t, p);
  const y = f32x4.sub(splat(1.0), f32x4.mul(f32x4.mul(p, t), exp4(f32x4.neg(f32x4.mul(z, z)))));
  return v128.bitselect(x, y, i32x4.splat(0x80000000));
}
