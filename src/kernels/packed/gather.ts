// Rows of a table by ids, a texel at a time.
import type { Tuned } from './draw';
import { layoutOf, widthOf } from './layout';
import type { Program } from './program';

/** An id outside of the table reads NaN, and columns that nobody has stay 0. */
const ROWS: Program = {
  id: 'gather',
  textures: ['a', 'ids'],
  numbers: ['rows', 'columns', 'idColumns'],
  outputs: 1,
  body: `
    int line=p.y/idColumns;
    int at=p.y-line*idColumns;
    float id=texelFetch(user_ids,ivec2(at>>2,line),0)[at&3];
    t0=id>=0.0&&id<float(rows)?texelFetch(user_a,ivec2(p.x,int(id)),0):vec4((id-id)/(id-id));
    t0=mix(vec4(0.0),t0,lessThan(4*p.x+ivec4(0,1,2,3),ivec4(columns)));`,
};

export const gather: Tuned = function* (draw, [table, ids], _attrs, [out]) {
  if (!table || !ids || !out || out.includes(0) || table.shape.includes(0)) return undefined;
  const [rows, at] = [yield* draw.packed(table), yield* draw.packed(ids)];
  const layout = layoutOf(out);
  const numbers = [rows.layout.rows, layout.columns, at.layout.columns];
  const [cells] = yield* draw.run(ROWS, [widthOf(layout.columns), layout.rows], [rows, at], numbers, 100);
  return cells && draw.keep(cells, layout);
};
