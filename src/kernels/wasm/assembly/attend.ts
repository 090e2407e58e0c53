// softmax(scale Q K^T, masked) V for one head, a block of rows at a time: scores never leave the cache. AssemblyScript.
import { panel } from './matmul';
import { pack } from './pack';
import { exponentials, scaleRow } from './rows';

/** Rows whose scores are alive at once. */
const BLOCK: i32 = 32;

/** Eight columns side by side after eight columns: [N / 8][K][8]. */
function packAll(b: usize, rs: i32, cs: i32, K: i32, N: i32, to: usize): void {
  for (let j = 0; j < N; j += 8) pack(b + j * cs, rs, cs, K, min(8, N - j), to + ((<usize>j * <usize>K) << 2));
}

/** Forbids those of n scores where `keep` is 0. */
function forbid(s: usize, n: i32, keep: usize, ks: i32): void {
  const end = (<usize>n) << 2;
  let k = keep;
  for (let i: usize = 0; i < end; i += 4) {
    if (load<f32>(k) === 0) store<f32>(s + i, -Infinity);
    k += ks;
  }
}

/** Where the scores of query number i end: those after it are forbidden. */
function seenBy(i: i32, ahead: i32, S: i32): i32 {
  return max(0, min(S, i + ahead + 1));
}

/** A tile of up to four rows of weights times eight columns of values; `b` and `c` begin at those columns. */
function weighted(s: usize, srs: i32, b: usize, c: usize, crs: i32, rows: i32, K: i32, width: i32, rest: usize): void {
  if (width === 8) {
    panel(s, srs, 4, b, 32, c, crs, rows, K);
    return;
  }
  panel(s, srs, 4, b, 32, rest, 32, rows, K);
  for (let r = 0; r < rows; r++) memory.copy(c + r * crs, rest + ((<usize>r) << 5), (<usize>width) << 2);
}

/** Scores of `rows` queries from number i on with the first `seen` keys; those that none of four rows sees are left out. */
function score(
  q: usize,
  qrs: i32,
  qcs: i32,
  keys: usize,
  d: i32,
  scores: usize,
  srs: i32,
  i: i32,
  rows: i32,
  seen: i32,
  ahead: i32,
): void {
  for (let j = 0; j < seen; j += 8) {
    const first = max(0, min(rows, (j - ahead - i) & -4));
    const into = scores + first * srs + ((<usize>j) << 2);
    panel(q + (i + first) * qrs, qrs, qcs, keys + ((<usize>j * <usize>d) << 2), 32, into, srs, rows - first, d);
  }
}

/** Makes scores weights, but for the factor of each row that `sums` gets. What a row does not see is 0 to the end of its tile. */
function weigh(
  scores: usize,
  srs: i32,
  i: i32,
  rows: i32,
  S: i32,
  ahead: i32,
  scale: f32,
  keep: usize,
  keepRow: i32,
  keepColumn: i32,
  sums: usize,
): void {
  // A factor above 0 keeps the order: it can wait until the largest is known.
  const late = scale > 0;
  for (let r = 0; r < rows; r++) {
    const s = scores + r * srs;
    const n = seenBy(i + r, ahead, S);
    if (!late) scaleRow(s, n, scale);
    if (keep !== 0) forbid(s, n, keep + (i + r) * keepRow, keepColumn);
    store<f32>(sums + ((<usize>r) << 2), n > 0 ? exponentials(s, s, n, late ? scale : 1) : 0);
    const last = seenBy(i + min(rows, (r | 3) + 1) - 1, ahead, S);
    memory.fill(s + ((<usize>n) << 2), 0, (<usize>(last - n)) << 2);
  }
}

/**
 * Rows `from` to `to` of [T, e]. q [T, d], k [S, d], v [S, e] with strides; a query sees keys up to its own number plus
 * `ahead` (S or more: all). `scratch` holds 4 (S + 8) (d + e + 40) + 1152 bytes.
 */
export function attend(
  q: usize,
  qrs: i32,
  qcs: i32,
  k: usize,
  krs: i32,
  kcs: i32,
  v: usize,
  vrs: i32,
  vcs: i32,
  y: usize,
  yrs: i32,
  from: i32,
  to: i32,
  S: i32,
  d: i32,
  e: i32,
  scale: f32,
  ahead: i32,
  keep: usize,
  keepRow: i32,
  keepColumn: i32,
  scratch: usize,
): void {
  const wide = (S + 7) & -8;
  const keys = scratch;
  const values = keys + ((<usize>wide * <usize>d) << 2);
  const scores = values + ((<usize>((e + 7) & -8) * <usize>S) << 2);
  const srs = wide << 2;
  const rest = scores + BLOCK * srs;
  const sums = rest + BLOCK * 32;
  packAll(k, kcs, krs, d, S, keys);
  packAll(v, vrs, vcs, S, e, values);
  for (let i = from; i < to; i += BLOCK) {
    const rows = min(BLOCK, to - i);
    score(q, qrs, qcs, keys, d, scores, srs, i, rows, seenBy(i + rows - 1, ahead, S), ahead);
    weigh(scores, srs, i, rows, S, ahead, scale, keep, keepRow, keepColumn, sums);
    for (let j = 0; j < e; j += 8) {
      const b = values + ((<usize>j * <usize>S) << 2);
      for (let r = 0; r < rows; r += 4) {
        const high = min(4, rows - r);
        const out = y + (i + r) * yrs + ((<usize>j) << 2);
        weighted(scores + r * srs, srs, b, out, yrs, high, seenBy(i + r + high - 1, ahead, S), min(8, e - j), rest);
      }
    }
    for (let r = 0; r < rows; r++) scaleRow(y + (i + r) * yrs, e, load<f32>(sums + ((<usize>r) << 2)));
  }
}
