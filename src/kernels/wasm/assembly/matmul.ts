// C = A B in tiles of 4 rows and 8 columns whose sums stay in registers. Strides in bytes. AssemblyScript.
import { multiplyAdd } from './fused';
import { pack, packPanels } from './pack';

/** Rows from which on it pays to lay 8 columns of B side by side first. */
const PACK_FROM: i32 = 24;
/** Times 8 columns that are laid out at once: rows of B are read in longer stretches. */
const TOGETHER: i32 = 8;

/** 4 x 8 cells of C from 4 rows of A and 8 columns of B. */
function tile(a: usize, ars: i32, acs: i32, b: usize, brs: i32, c: usize, crs: i32, K: i32): void {
  let a0 = a;
  let a1 = a0 + ars;
  let a2 = a1 + ars;
  let a3 = a2 + ars;
  let p = b;
  const zero = f32x4.splat(0);
  let c00 = zero,
    c01 = zero,
    c10 = zero,
    c11 = zero,
    c20 = zero,
    c21 = zero,
    c30 = zero,
    c31 = zero;
  for (let k = 0; k < K; k++) {
    const b0 = v128.load(p);
    const b1 = v128.load(p, 16);
    let t = v128.load_splat<f32>(a0);
    c00 = multiplyAdd(t, b0, c00);
    c01 = multiplyAdd(t, b1, c01);
    t = v128.load_splat<f32>(a1);
    c10 = multiplyAdd(t, b0, c10);
    c11 = multiplyAdd(t, b1, c11);
    t = v128.load_splat<f32>(a2);
    c20 = multiplyAdd(t, b0, c20);
    c21 = multiplyAdd(t, b1, c21);
    t = v128.load_splat<f32>(a3);
    c30 = multiplyAdd(t, b0, c30);
    c31 = multiplyAdd(t, b1, c31);
    a0 += acs;
    a1 += acs;
    a2 += acs;
    a3 += acs;
    p += brs;
  }
  let o = c;
  v128.store(o, c00);
  v128.store(o, c01, 16);
  o += crs;
  v128.store(o, c10);
  v128.store(o, c11, 16);
  o += crs;
  v128.store(o, c20);
  v128.store(o, c21, 16);
  o += crs;
  v128.store(o, c30);
  v128.store(o, c31, 16);
}

/** 1 x 8 cells of C: what is left below the last four rows. */
function strip(a: usize, acs: i32, b: usize, brs: i32, c: usize, K: i32): void {
  let p = a;
  let q = b;
  let c0 = f32x4.splat(0);
  let c1 = f32x4.splat(0);
  for (let k = 0; k < K; k++) {
    const t = v128.load_splat<f32>(p);
    c0 = multiplyAdd(t, v128.load(q), c0);
    c1 = multiplyAdd(t, v128.load(q, 16), c1);
    p += acs;
    q += brs;
  }
  v128.store(c, c0);
  v128.store(c, c1, 16);
}

/** M x 8 cells of C. */
export function panel(a: usize, ars: i32, acs: i32, b: usize, brs: i32, c: usize, crs: i32, M: i32, K: i32): void {
  let i = 0;
  for (; i + 4 <= M; i += 4) tile(a + i * ars, ars, acs, b, brs, c + i * crs, crs, K);
  for (; i < M; i++) strip(a + i * ars, acs, b, brs, c + i * crs, K);
}

/** The first `width` < 8 columns of M rows of 8, which lie side by side. */
function spill(from: usize, c: usize, crs: i32, M: i32, width: i32): void {
  for (let i = 0; i < M; i++) memory.copy(c + i * crs, from + ((<usize>i) << 5), (<usize>width) << 2);
}

/**
 * C [M, N] = A [M, K] B [K, N]; `ars` leads from one row of A to the next, `acs` from one column to the next. A column of
 * C is next to the one before. `scratch` holds 32 (8 K + M) bytes.
 */
export function matmul(
  a: usize,
  ars: i32,
  acs: i32,
  b: usize,
  brs: i32,
  bcs: i32,
  c: usize,
  crs: i32,
  M: i32,
  K: i32,
  N: i32,
  scratch: usize,
): void {
  const size = (<usize>K) << 5;
  const rest = scratch + TOGETHER * size;
  let j = 0;
  if (M >= PACK_FROM && bcs === 4 && brs !== 32) {
    for (let panels = min(TOGETHER, N >> 3); panels > 0; panels = min(TOGETHER, (N - j) >> 3)) {
      packPanels(b + j * bcs, brs, K, panels, scratch);
      for (let n = 0; n < panels; n++, j += 8)
        panel(a, ars, acs, scratch + n * size, 32, c + ((<usize>j) << 2), crs, M, K);
    }
  }
  for (; j < N; j += 8) {
    const width = min(8, N - j);
    let p = b + j * bcs;
    let prs = brs;
    if (width < 8 || bcs !== 4) {
      pack(p, brs, bcs, K, width, scratch);
      p = scratch;
      prs = 32;
    }
    if (width === 8) {
      panel(a, ars, acs, p, prs, c + ((<usize>j) << 2), crs, M, K);
    } else {
      panel(a, ars, acs, p, prs, rest, 32, M, K);
      spill(rest, c + ((<usize>j) << 2), crs, M, width);
    }
  }
}
