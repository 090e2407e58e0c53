// Softmax along rows in two draws: what each row needs, then every cell. A forbidden cell is 0, in a forbidden row all are.

import type { Tuned } from './draw';
import { widthOf } from './layout';
import type { Program } from './program';

/** (largest allowed score, sum of e^(score - largest)) of each row. What does not compare is NaN and spoils the sum. */
const ROWS: Program = {
  id: 'softmax rows',
  textures: ['a'],
  numbers: ['columns'],
  outputs: 1,
  body: `
    int width=(columns+3)>>2;
    ivec4 lane=ivec4(0,1,2,3);
    vec4 most=vec4(-1e30);
    for(int i=0;i<width;i++){
      vec4 v=texelFetch(user_a,ivec2(i,p.y),0);
      bvec4 take=bvec4(uvec4(greaterThan(v,most))*uvec4(lessThan(4*i+lane,ivec4(columns))));
      most=mix(most,v,take);
    }
    float top=max(max(most.x,most.y),max(most.z,most.w));
    vec4 sum=vec4(0.0);
    for(int i=0;i<width;i++){
      vec4 v=texelFetch(user_a,ivec2(i,p.y),0);
      vec4 d=v-top;
      vec4 e=mix(d,exp(d),lessThanEqual(d,vec4(0.0)));
      bvec4 skip=bvec4(uvec4(lessThanEqual(v,vec4(-1e29)))+uvec4(greaterThanEqual(4*i+lane,ivec4(columns))));
      sum+=mix(e,vec4(0.0),skip);
    }
    t0=vec4(top,sum.x+sum.y+sum.z+sum.w,0.0,0.0);`,
};

const CELLS: Program = {
  id: 'softmax cells',
  textures: ['a', 'rows'],
  numbers: ['columns'],
  outputs: 1,
  body: `
    vec4 v=texelFetch(user_a,p,0);
    vec4 of=texelFetch(user_rows,ivec2(0,p.y),0);
    bvec4 skip=bvec4(uvec4(lessThanEqual(v,vec4(-1e29)))+uvec4(greaterThanEqual(4*p.x+ivec4(0,1,2,3),ivec4(columns))));
    t0=mix(exp(v-of.x)/of.y,vec4(0.0),skip);`,
};

export const softmax: Tuned = function* (draw, [x]) {
  if (!x || x.shape.length === 0 || x.shape.includes(0)) return undefined;
  const source = yield* draw.packed(x);
  const { rows, columns } = source.layout;
  const [ofRows] = yield* draw.run(ROWS, [1, rows], [source], [columns], columns * 32);
  const stats = draw.keep(ofRows as WebGLTexture, { rows, columns: 4 });
  const [cells] = yield* draw.run(CELLS, [widthOf(columns), rows], [source, stats], [columns], 100);
  draw.release(stats);
  return cells && draw.keep(cells, { rows, columns });
};
