// Moves cells: copies with strides, fills, rows of a table. Strides in bytes, sizes in cells. AssemblyScript.

function copyRow(x: usize, xs: i32, y: usize, ys: i32, n: i32): void {
  if (xs === 4 && ys === 4) {
    memory.copy(y, x, (<usize>n) << 2);
    return;
  }
  let p = x;
  let q = y;
  for (let i = 0; i < n; i++) {
    store<f32>(q, load<f32>(p));
    p += xs;
    q += ys;
  }
}

/** [n0, n1, n2, n3] cells from x to y, each with strides of its own. */
export function copy(
  x: usize,
  y: usize,
  n0: i32,
  n1: i32,
  n2: i32,
  n3: i32,
  x0: i32,
  x1: i32,
  x2: i32,
  x3: i32,
  y0: i32,
  y1: i32,
  y2: i32,
  y3: i32,
): void {
  for (let i = 0; i < n0; i++) {
    for (let j = 0; j < n1; j++) {
      let p = x + i * x0 + j * x1;
      let q = y + i * y0 + j * y1;
      for (let k = 0; k < n2; k++) {
        copyRow(p, x3, q, y3, n3);
        p += x2;
        q += y2;
      }
    }
  }
}

function fill(y: usize, n: i32, value: f32): void {
  for (let i = 0; i < n; i++) store<f32>(y + ((<usize>i) << 2), value);
}

/** Row ids[k] of a table for every k; an id that is not in the table gives NaN. */
export function gather(table: usize, ids: usize, y: usize, rows: i32, width: i32, n: i32): void {
  const row = (<usize>width) << 2;
  for (let k = 0; k < n; k++) {
    const id = load<f32>(ids + ((<usize>k) << 2));
    const to = y + <usize>k * row;
    if (id >= 0 && id < <f32>rows) memory.copy(to, table + <usize>(<i32>id) * row, row);
    else fill(to, width, NaN);
  }
}

/** Adds row k to row ids[k] of a table that starts as zeros. */
export function scatterAdd(x: usize, ids: usize, y: usize, rows: i32, width: i32, n: i32): void {
  const row = (<usize>width) << 2;
  memory.fill(y, 0, <usize>rows * row);
  for (let k = 0; k < n; k++) {
    const id = load<f32>(ids + ((<usize>k) << 2));
    if (!(id >= 0 && id < <f32>rows)) continue;
    const to = y + <usize>(<i32>id) * row;
    const from = x + <usize>k * row;
    for (let i: usize = 0; i < row; i += 4) store<f32>(to + i, load<f32>(to + i) + load<f32>(from + i));
  }
}
