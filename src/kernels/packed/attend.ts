// Attention in one: tiles of 8 queries and 4 keys, of which those that nobody may see are left out.
// What is drawn on the way lies in eight textures: part t holds queries 8y + t of every matrix in row y, an octet.
import type { Shape } from '../kernel';
import { blocksOf } from './blocks';
import type { Argument, Tuned } from './draw';
import { all, multiply, place, texel, unit } from './glsl';
import { widthOf } from './layout';
import { matrices } from './matmul';
import type { Program } from './program';

const named = (name: string): string[] => Array.from({ length: 8 }, (_, t) => `${name}${t}`);

/** `octs` octets of every matrix, of which a draw makes those from `oct0` on, for the matrices from `first` on. */
const WHERE = ['chunk', 'oct0', 'first', 'ahead'] as const;
/** Matrix, its octet, and the last key that any query of the octet sees. */
const HERE = 'int matrix=p.y/chunk;int oct=oct0+p.y-matrix*chunk;matrix+=first;int sees=8*oct+7+ahead;';

/** How a mask lies against scores: not at all, cell by cell, or one cell for a row. */
type Reach = 'none' | 'cells' | 'rows';

/** Says of row `row` of all scores which of its four cells a mask leaves. */
const KEPT: Readonly<Record<Reach, (row: string) => string>> = {
  none: () => '',
  cells: (row) => `*vec4(notEqual(texelFetch(user_keep,ivec2(p.x,(${row})%keepRows),0),vec4(0.0)))`,
  rows: (row) => `*float(texelFetch(user_keep,ivec2(0,(${row})%keepRows),0).x!=0.0)`,
};

/** Scaled and masked scores; keys that are not there are forbidden. */
const scores = (keep: Reach): Program => ({
  id: `attend scores, mask of ${keep}`,
  textures: ['q', 'k', 'scale', ...(keep === 'none' ? [] : ['keep'])],
  numbers: [...WHERE, 'width', 'keys', 'queries', 'qMatrix', 'kMatrix', ...(keep === 'none' ? [] : ['keepRows'])],
  outputs: 8,
  body: `
    ${HERE}
    ivec4 key=4*p.x+ivec4(0,1,2,3);
    ${all(8, (t) => `t${t}=vec4(-1e30);`)}
    if(key.x<=sees){
      ${unit('q')}${unit('k')}
      ${all(8, (t) => `vec4 s${t}=vec4(0.0);float y${t}=${place('q', 'y', `matrix*qMatrix+8*oct+${t}`)};`)}
      ${all(4, (c) => `float z${c}=${place('k', 'y', `matrix*kMatrix+key.x+${c}`)};`)}
      for(int i=0;i<width;i++){
        float qx=${place('q', 'x', 'i')};float kx=${place('k', 'x', 'i')};
        ${all(4, (c) => `vec4 k${c}=${texel('k', 'kx', `z${c}`)};`)}
        ${all(8, (t) => `vec4 q${t}=${texel('q', 'qx', `y${t}`)};s${t}+=vec4(dot(q${t},k0),dot(q${t},k1),dot(q${t},k2),dot(q${t},k3));`)}
      }
      float scale=texelFetch(user_scale,ivec2(0,0),0).x;
      vec4 real=vec4(lessThan(key,ivec4(keys)));
      ${all(8, (t) => `{vec4 seen=real*vec4(lessThanEqual(key,ivec4(sees-${7 - t})))${KEPT[keep](`matrix*queries+8*oct+${t}`)};t${t}=mix(vec4(-1e30),s${t}*scale,bvec4(seen));}`)}
    }`,
});

/** The largest score of each query, among even texels (x = 0) and odd ones: queries 0 to 3 of an octet, then 4 to 7. */
const LARGEST: Program = {
  id: 'attend largest',
  textures: named('s'),
  numbers: [...WHERE, 'width'],
  outputs: 2,
  body: `
    ${HERE}
    ${all(8, (t) => `vec4 m${t}=vec4(-1e30);`)}
    int end=min(width,(sees>>2)+1);
    ${unit('s0')}
    float y=${place('s0', 'y', 'p.y')};
    for(int i=p.x;i<end;i+=2){
      float x=${place('s0', 'x', 'i')};
      vec4 v;
      ${all(8, (t) => `v=${texel(`s${t}`, 'x', 'y')};m${t}=mix(m${t},v,greaterThan(v,m${t}));`)}
    }
    ${all(8, (t) => `m${t}.xy=max(m${t}.xy,m${t}.zw);`)}
    t0=vec4(${[0, 1, 2, 3].map((t) => `max(m${t}.x,m${t}.y)`)});
    t1=vec4(${[4, 5, 6, 7].map((t) => `max(m${t}.x,m${t}.y)`)});`,
};

/** e^(score - largest), 0 where forbidden. What does not compare is NaN and spoils the row. */
const POWERS: Program = {
  id: 'attend powers',
  textures: [...named('s'), 'low', 'high'],
  numbers: WHERE,
  outputs: 8,
  body: `
    ${HERE}
    ${all(8, (t) => `t${t}=vec4(0.0);`)}
    if(4*p.x<=sees){
      vec4 low=max(texelFetch(user_low,ivec2(0,p.y),0),texelFetch(user_low,ivec2(1,p.y),0));
      vec4 high=max(texelFetch(user_high,ivec2(0,p.y),0),texelFetch(user_high,ivec2(1,p.y),0));
      ${unit('s0')}
      float x=${place('s0', 'x', 'p.x')};float y=${place('s0', 'y', 'p.y')};
      vec4 v;vec4 d;
      ${all(8, (t) => {
        const top = `${t < 4 ? 'low' : 'high'}.${'xyzw'[t & 3]}`;
        return `v=${texel(`s${t}`, 'x', 'y')};d=v-${top};d=mix(d,exp(d),lessThanEqual(d,vec4(0.0)));t${t}=mix(d,vec4(0.0),lessThanEqual(v,vec4(-1e29)));`;
      })}
    }`,
};

const weigh = (guard: boolean): string => {
  const v = (k: number) => texel('v', 'vx', `vy+${k}.0*vUnit.y`);
  return (
    `float x=${place('w0', 'x', 'i')};float vy=${place('v', 'y', 'at+4*i')};` +
    all(4, (k) => `vec4 v${k}=${guard && k > 0 ? `${k}<rest?${v(k)}:vec4(0.0)` : v(k)};`) +
    all(8, (t) => `vec4 w${t}=${texel(`w${t}`, 'x', 'y')};sum${t}+=w${t};${multiply(`t${t}`, `w${t}`, 'v')}`)
  );
};

/** Values weighed by powers, over the sum of the powers. */
const CONTEXT: Program = {
  id: 'attend context',
  textures: [...named('w'), 'v'],
  numbers: [...WHERE, 'keys', 'vMatrix'],
  outputs: 8,
  body: `
    ${HERE}
    ${all(8, (t) => `t${t}=vec4(0.0);vec4 sum${t}=vec4(0.0);`)}
    ${unit('w0')}${unit('v')}
    float y=${place('w0', 'y', 'p.y')};float vx=${place('v', 'x', 'p.x')};
    int at=matrix*vMatrix;
    int end=(sees>>2)+1;
    int whole=min(keys>>2,end);
    int rest=end>whole?keys&3:0;
    for(int i=0;i<whole;i++){${weigh(false)}}
    if(rest>0){int i=whole;${weigh(true)}}
    ${all(8, (t) => `{float total=dot(sum${t},vec4(1.0));t${t}=total==0.0?vec4(0.0):t${t}/total;}`)}`,
};

/** The rows of all parts in order. */
const TOGETHER: Program = {
  id: 'attend together',
  textures: named('a'),
  numbers: ['queries', 'octs'],
  outputs: 1,
  body: `
    int matrix=p.y/queries;
    int row=p.y-matrix*queries;
    ivec2 at=ivec2(p.x,matrix*octs+(row>>3));
    int t=row&7;
    ${all(8, (t) => `${t > 0 ? 'else ' : ''}if(t==${t})t0=texelFetch(user_a${t},at,0);`)}`,
};

/** How a mask lies against scores of these rows, if its rows repeat as its leading axes do. */
function reachOf(keep: Shape | undefined, out: Shape, keys: number): Reach | undefined {
  if (!keep) return 'none';
  const lead = keep.slice(0, -1);
  const from = lead.findIndex((size) => size !== 1);
  const own = from < 0 ? [] : lead.slice(from);
  const columns = keep.at(-1) ?? 1;
  if (own.length > 0 && own.join() !== out.slice(0, -1).slice(-own.length).join()) return undefined;
  if (columns === keys) return 'cells';
  return columns === 1 ? 'rows' : undefined;
}

const shapeOf = ({ shape }: Argument): Shape => shape;

/** Cells of scores that are written down at once. */
const MOST_SCORES = 2 ** 22;

/** [..., T, d], [..., S, d], [..., S, e]; each may be one matrix for all. */
export function attends([q, k, v, , keep]: readonly Shape[], out: Shape): boolean {
  if (!q || !k || !v || [out, q, k].some((shape) => shape.includes(0))) return false;
  const count = matrices(out);
  return (
    reachOf(keep, out, k.at(-2) as number) !== undefined &&
    [q, k, v].every((shape) => matrices(shape) === 1 || matrices(shape) === count)
  );
}

export const attend: Tuned = function* (draw, args, { ahead }, [out]) {
  const [q, k, v, scale, keep] = args;
  const takes = out && attends(args.map(shapeOf), out);
  if (!q || !k || !v || !scale || !takes) return undefined;
  const [queries, keys] = [out.at(-2) as number, k.shape.at(-2) as number];
  const [count, octs, columns] = [matrices(out), Math.ceil(queries / 8), out.at(-1) as number];
  const reach = reachOf(keep?.shape, out, keys) as Reach;
  const [query, key, value] = [yield* draw.packed(q), yield* draw.packed(k), yield* draw.packed(v)];
  const masks = [yield* draw.packed(scale), ...(keep ? [yield* draw.packed(keep)] : [])];
  const apart = ({ shape }: Argument): number => (matrices(shape) === 1 ? 0 : (shape.at(-2) as number));
  const [inner, width] = [query.layout.columns, widthOf(keys)];
  const sizes = [widthOf(inner), keys, queries, apart(q), apart(k), ...masks.slice(1).map((m) => m.layout.rows)];
  const targets = named('').map(() => draw.target({ rows: count * octs, columns }));
  for (const block of blocksOf(count, octs, Math.max(1, Math.floor(MOST_SCORES / 8 / keys)))) {
    const { first, row0, chunk } = block;
    const rows = block.matrices * chunk;
    const where = [chunk, row0, first, (ahead as number | undefined) ?? keys];
    const asRows = (drawn: readonly WebGLTexture[], cells: number) =>
      drawn.map((one) => draw.keep(one, { rows, columns: cells }));
    const seen = [query, key, ...masks];
    const scored = asRows(
      yield* draw.run(scores(reach), [width, rows], seen, [...where, ...sizes], 64 * inner + 250),
      keys,
    );
    const largest = asRows(yield* draw.run(LARGEST, [2, rows], scored, [...where, width], 16 * keys), 8);
    const powers = asRows(yield* draw.run(POWERS, [width, rows], [...scored, ...largest], where, 700), keys);
    draw.drop([...scored, ...largest].map(({ raw }) => raw));
    const size = [widthOf(columns), rows] as const;
    const drawn = yield* draw.run(CONTEXT, size, [...powers, value], [...where, keys, apart(v)], 64 * keys);
    drawn.forEach((part, t) => {
      targets[t]?.copy(part, 0, first * octs + row0, chunk < octs ? Math.min(chunk, octs - row0) : rows);
    });
    draw.drop([...powers.map(({ raw }) => raw), ...drawn]);
  }
  const parts = targets.map((target) => target.done());
  const rows = count * queries;
  const [cells] = yield* draw.run(TOGETHER, [widthOf(columns), rows], parts, [queries, octs], 100);
  draw.drop(parts.map(({ raw }) => raw));
  return cells && draw.keep(cells, { rows, columns });
};
