// Cells that only move: whole texels where rows stay together, four single cells a texel where they do not.
import type { Movement } from '../kernel';
import type { Tuned } from './draw';
import { isDense, layoutOf, widthOf } from './layout';
import type { Program } from './program';

/** Coordinates of row r over three axes, the last of them the fastest. */
const AXES = 'int i2=r%n2;int q=r/n2;int i1=q%n1;int i0=q/n1;';
const START = 'offset+i0*s0+i1*s1+i2*s2';
const NUMBERS = ['n1', 'n2', 'offset', 's0', 's1', 's2', 'from'] as const;

/** `from` texels a row at the source; offset and strides in texels. */
const TEXELS: Program = {
  id: 'move texels',
  textures: ['a'],
  numbers: NUMBERS,
  outputs: 1,
  body: `int r=p.y;${AXES}int i=${START}+p.x;t0=texelFetch(user_a,ivec2(i%from,i/from),0);`,
};

/** `from` cells a row at the source; offset and strides in cells. */
const CELLS: Program = {
  id: 'move cells',
  textures: ['a'],
  numbers: [...NUMBERS, 'step', 'columns'],
  outputs: 1,
  body: `
    int r=p.y;${AXES}int start=${START};
    vec4 v=vec4(0.0);
    for(int c=0;c<4;c++){
      int j=4*p.x+c;
      if(j<columns){
        int i=start+j*step;
        int row=i/from;
        int column=i-row*from;
        v[c]=texelFetch(user_a,ivec2(column>>2,row),0)[column&3];
      }
    }
    t0=v;`,
};

interface Lead {
  readonly sizes: readonly number[];
  readonly strides: readonly number[];
}

/** The leading axes as three, neighbours that are walked as one joined; undefined where they stay more. */
function leadOf(shape: readonly number[], strides: readonly number[]): Lead | undefined {
  const axes: { size: number; stride: number }[] = [];
  shape.forEach((size, axis) => {
    if (size === 1) return;
    const stride = strides[axis] as number;
    const before = axes.at(-1);
    if (before && before.stride === stride * size) axes[axes.length - 1] = { size: before.size * size, stride };
    else axes.push({ size, stride });
  });
  if (axes.length > 3) return undefined;
  while (axes.length < 3) axes.unshift({ size: 1, stride: 0 });
  return { sizes: axes.map(({ size }) => size), strides: axes.map(({ stride }) => stride) };
}

export const moved = (movement: Movement): Tuned =>
  function* (draw, [x], attrs, [out]) {
    if (!x || !out || out.length === 0 || out.includes(0) || x.shape.includes(0)) return undefined;
    const { offset, strides } = movement(x.shape, attrs, out);
    const { rows, columns } = layoutOf(out);
    const lead = leadOf(out.slice(0, -1), strides.slice(0, -1));
    if (!lead) return undefined;
    const [, n1, n2] = lead.sizes as [number, number, number];
    const whole = strides.at(-1) === 1 && [columns, offset, ...lead.strides].every((n) => n % 4 === 0);
    const source = whole ? yield* draw.dense(x) : undefined;
    const size = [widthOf(columns), rows] as const;
    if (source && isDense(source.layout)) {
      const numbers = [n1, n2, ...[offset, ...lead.strides].map((n) => n / 4), source.layout.columns / 4];
      const [texels] = yield* draw.run(TEXELS, size, [source], numbers, 100);
      return texels && draw.keep(texels, { rows, columns });
    }
    const from = yield* draw.packed(x);
    const numbers = [n1, n2, offset, ...lead.strides, from.layout.columns, strides.at(-1) as number, columns];
    const [cells] = yield* draw.run(CELLS, size, [from], numbers, 200);
    return cells && draw.keep(cells, { rows, columns });
  };
