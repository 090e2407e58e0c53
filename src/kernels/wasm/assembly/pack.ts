// Eight columns of a matrix laid side by side, so that a tile reads them in order. Strides in bytes. AssemblyScript.

/** Four rows of four cells from four columns of them. */
function transpose(c0: v128, c1: v128, c2: v128, c3: v128, to: usize): void {
  const low01 = v128.shuffle<f32>(c0, c1, 0, 4, 1, 5);
  const low23 = v128.shuffle<f32>(c2, c3, 0, 4, 1, 5);
  const high01 = v128.shuffle<f32>(c0, c1, 2, 6, 3, 7);
  const high23 = v128.shuffle<f32>(c2, c3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
  v128.store(to, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7), 32);
  v128.store(to, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5), 64);
  v128.store(to, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7), 96);
}

/** Columns whose cells are neighbours: a matrix that was transposed. */
function packTransposed(b: usize, cs: i32, K: i32, to: usize): void {
  let p = b;
  let o = to;
  let k = 0;
  for (; k + 4 <= K; k += 4) {
    transpose(v128.load(p), v128.load(p + cs), v128.load(p + 2 * cs), v128.load(p + 3 * cs), o);
    const q = p + 4 * cs;
    transpose(v128.load(q), v128.load(q + cs), v128.load(q + 2 * cs), v128.load(q + 3 * cs), o + 16);
    p += 16;
    o += 128;
  }
  for (; k < K; k++) {
    for (let j = 0; j < 8; j++) store<f32>(o + (j << 2), load<f32>(p + j * cs));
    p += 4;
    o += 32;
  }
}

/** `width` <= 8 columns of K rows as K rows of 8; columns that are not there are zero. */
export function pack(b: usize, rs: i32, cs: i32, K: i32, width: i32, to: usize): void {
  if (width === 8 && rs === 4) {
    packTransposed(b, cs, K, to);
    return;
  }
  let p = b;
  let o = to;
  for (let k = 0; k < K; k++) {
    if (width === 8 && cs === 4) {
      v128.store(o, v128.load(p));
      v128.store(o, v128.load(p, 16), 16);
    } else {
      for (let j = 0; j < 8; j++) store<f32>(o + (j << 2), j < width ? load<f32>(p + j * cs) : 0);
    }
    p += rs;
    o += 32;
  }
}

/** Eight columns of neighbours after eight, each as K rows of 8, one after the other: a row of B is read in one go. */
export function packPanels(b: usize, rs: i32, K: i32, panels: i32, to: usize): void {
  const size = (<usize>K) << 5;
  for (let k = 0; k < K; k++) {
    let p = b + k * rs;
    let o = to + ((<usize>k) << 5);
    for (let n = 0; n < panels; n++) {
      v128.store(o, v128.load(p));
      v128.store(o, v128.load(p, 16), 16);
      p += 32;
      o += size;
    }
  }
}
