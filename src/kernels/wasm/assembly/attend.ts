// softmax(scale Q K^T, masked) V for one head, a block of rows at a time: scores never leave the cache. AssemblyScript.
import { panel } from './matmul';
import { pack } from './pack';
import { softmaxRow } from './rows';

/** Rows whose scores are alive at once. */
const BLOCK: i32 = 32;

/** Eight columns side by side after eight columns: [N / 8][K][8]. */
function packAll(b: usize, rs: i32, cs: i32, K: i32, N: i32, to: usize): void {
  for (let j = 0; j < N; j += 8) pack(b + j * cs, rs, cs, K, min(8, N - j), to + ((<usize>j * <usize>K) << 2));
}

/** Scales a row of n scores and forbids where `keep` is 0; `keep` is 0 itself where nothing is forbidden. */
function prepare(s: usize, n: i32, scale: f32, keep: usize, ks: i32): void {
  const end = (<usize>n) << 2;
  let k = keep;
  for (let i: usize = 0; i < end; i += 4) {
    const forbidden = keep !== 0 && load<f32>(k) === 0;
    store<f32>(s + i, forbidden ? -Infinity : load<f32>(s + i) * scale);
    k += ks;
  }
}

function scaleRow(s: usize, n: i32, scale: f32): void {
  const v = f32x4.splat(scale);
  const end = (<usize>n) << 2;
  let i: usize = 0;
  for (; i + 16 <= end; i += 16) v128.store(s + i, f32x4.mul(v128.load(s + i), v));
  for (; i < end; i += 4) store<f32>(s + i, load<f32>(s + i) * scale);
}

/**
 * Rows `from` to `to` of [T, e]. q [T, d], k [S, d], v [S, e] with strides; a query sees keys up to its own number plus
 * `ahead` (S or more: all). `scratch` holds 4 (S + 8) (d + e + 40) bytes.
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
  packAll(k, kcs, krs, d, S, keys);
  packAll(v, vrs, vcs, S, e, values);
  for (let i = from; i < to; i += BLOCK) {
    const rows = min(BLOCK, to - i);
    const seen = max(0, min(S, i + rows + ahead));
    for (let j = 0; j < seen; j += 8) {
      const above = j & -4;
      // Rows before this one see none of these keys.
      const first = max(0, min(rows, (above - ahead - i) & -4));
      const at = q + (i + first) * qrs;
      const into = scores + first * srs + ((<usize>j) << 2);
      panel(at, qrs, qcs, keys + ((<usize>j * <usize>d) << 2), 32, into, srs, rows - first, d);
    }
    for (let r = 0; r < rows; r++) {
      const s = scores + r * srs;
      const n = max(0, min(S, i + r + ahead + 1));
      if (keep === 0) scaleRow(s, n, scale);
      else prepare(s, n, scale, keep + (i + r) * keepRow, keepColumn);
      if (n > 0) softmaxRow(s, s, n);
      memory.fill(s + ((<usize>n) << 2), 0, (<usize>(seen - n)) << 2);
    }
    for (let j = 0; j < e; j += 8) {
      const b = values + ((<usize>j * <usize>S) << 2);
      const width = min(8, e - j);
      const out = y + i * yrs + ((<usize>j) << 2);
      if (width === 8) {
        panel(scores, srs, 4, b, 32, out, yrs, rows, seen);
      } else {
        panel(scores, srs, 4, b, 32, rest, 32, rows, seen);
        for (let r = 0; r < rows; r++) memory.copy(out + r * yrs, rest + ((<usize>r) << 5), (<usize>width) << 2);
      }
    }
  }
}
