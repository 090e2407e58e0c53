// What reads a whole axis for each cell: sum, max, argmax, softmax. [outer, size, inner], sizes in cells. AssemblyScript.
import { exp4 } from './functions';

function total(v: v128): f32 {
  const low = f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1);
  return low + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3));
}

function largest(v: v128): f32 {
  const low = max<f32>(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1));
  return max<f32>(low, max<f32>(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)));
}

/** The total of n neighbours. */
function sumRow(x: usize, n: i32): f32 {
  let s = f32x4.splat(0);
  let i = 0;
  for (; i + 4 <= n; i += 4) s = f32x4.add(s, v128.load(x + ((<usize>i) << 2)));
  let r = total(s);
  for (; i < n; i++) r += load<f32>(x + ((<usize>i) << 2));
  return r;
}

/** The largest of n >= 1 neighbours; NaN is above everything. */
function maxRow(x: usize, n: i32): f32 {
  let m = f32x4.splat(-Infinity);
  let i = 0;
  for (; i + 4 <= n; i += 4) m = f32x4.max(m, v128.load(x + ((<usize>i) << 2)));
  let r = largest(m);
  for (; i < n; i++) r = max<f32>(r, load<f32>(x + ((<usize>i) << 2)));
  return r;
}

function joined(a: v128, b: v128, most: bool): v128 {
  return most ? f32x4.max(a, b) : f32x4.add(a, b);
}

/** Along an axis with `inner` cells side by side: row after row onto the output. */
function fold(x: usize, y: usize, outer: i32, size: i32, inner: i32, most: bool): void {
  const row = (<usize>inner) << 2;
  for (let q = 0; q < outer; q++) {
    const from = x + <usize>q * <usize>size * row;
    const to = y + <usize>q * row;
    for (let i: usize = 0; i < row; i += 4) store<f32>(to + i, most ? -Infinity : 0);
    for (let k = 0; k < size; k++) {
      const at = from + <usize>k * row;
      let i: usize = 0;
      for (; i + 16 <= row; i += 16) v128.store(to + i, joined(v128.load(to + i), v128.load(at + i), most));
      for (; i < row; i += 4) {
        const a = load<f32>(to + i);
        const b = load<f32>(at + i);
        store<f32>(to + i, most ? max<f32>(a, b) : a + b);
      }
    }
  }
}

export function sum(x: usize, y: usize, outer: i32, size: i32, inner: i32): void {
  if (inner !== 1) {
    fold(x, y, outer, size, inner, false);
    return;
  }
  for (let q = 0; q < outer; q++) store<f32>(y + ((<usize>q) << 2), sumRow(x + ((<usize>q * <usize>size) << 2), size));
}

function maxOf(x: usize, y: usize, outer: i32, size: i32, inner: i32): void {
  if (inner !== 1) {
    fold(x, y, outer, size, inner, true);
    return;
  }
  for (let q = 0; q < outer; q++) store<f32>(y + ((<usize>q) << 2), maxRow(x + ((<usize>q * <usize>size) << 2), size));
}

export { maxOf as max };

/** The index of the largest of every row, the first among equals. */
export function argmax(x: usize, y: usize, rows: i32, size: i32): void {
  for (let q = 0; q < rows; q++) {
    const row = x + ((<usize>q * <usize>size) << 2);
    let best = load<f32>(row);
    let at = 0;
    for (let k = 1; k < size; k++) {
      const v = load<f32>(row + ((<usize>k) << 2));
      if (v > best) {
        best = v;
        at = k;
      }
    }
    store<f32>(y + ((<usize>q) << 2), <f32>at);
  }
}

/** The largest of n >= 1 neighbours where none is NaN: what a softmax needs, since one NaN makes all its cells NaN. */
function highest(x: usize, n: i32): f32 {
  const end = (<usize>n) << 2;
  let m = f32x4.splat(-Infinity);
  let i: usize = 0;
  for (; i + 16 <= end; i += 16) m = f32x4.pmax(v128.load(x + i), m);
  let r = largest(m);
  for (; i < end; i += 4) r = max<f32>(r, load<f32>(x + i));
  return r;
}

/** The first one to three of four numbers. */
function storeSome(y: usize, v: v128, n: i32): void {
  v128.store_lane<f32>(y, v, 0);
  if (n > 1) v128.store_lane<f32>(y, v, 1, 4);
  if (n > 2) v128.store_lane<f32>(y, v, 2, 8);
}

/** All bits of the first n of four numbers. */
function first(n: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(n));
}

/** e^(scale (x - max)) for n neighbours; gives 1 / their sum. Where every cell is -Infinity, all are 0, and so is that. */
export function exponentials(x: usize, y: usize, n: i32, scale: f32): f32 {
  const most = highest(x, n);
  const end = (<usize>n) << 2;
  if (most === -Infinity && maxRow(x, n) === -Infinity) {
    memory.fill(y, 0, end);
    return 0;
  }
  const m = f32x4.splat(most);
  const c = f32x4.splat(scale);
  let s = f32x4.splat(0);
  let i: usize = 0;
  for (; i + 16 <= end; i += 16) {
    const e = exp4(f32x4.mul(f32x4.sub(v128.load(x + i), m), c));
    v128.store(y + i, e);
    s = f32x4.add(s, e);
  }
  const rest = n & 3;
  if (rest > 0) {
    const e = exp4(f32x4.mul(f32x4.sub(v128.load(x + i), m), c));
    storeSome(y + i, e, rest);
    s = f32x4.add(s, v128.and(e, first(rest)));
  }
  return <f32>1 / total(s);
}

/** n neighbours times a number, in place. */
export function scaleRow(x: usize, n: i32, scale: f32): void {
  const v = f32x4.splat(scale);
  const end = (<usize>n) << 2;
  let i: usize = 0;
  for (; i + 16 <= end; i += 16) v128.store(x + i, f32x4.mul(v128.load(x + i), v));
  for (; i < end; i += 4) store<f32>(x + i, load<f32>(x + i) * scale);
}

export function softmax(x: usize, y: usize, rows: i32, size: i32): void {
  const row = (<usize>size) << 2;
  for (let q = 0; q < rows; q++) {
    const to = y + <usize>q * row;
    scaleRow(to, size, exponentials(x + <usize>q * row, to, size, 1));
  }
}
