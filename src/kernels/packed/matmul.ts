// Matrix products in tiles of 8 rows and 4 columns: twelve fetches serve 128 multiplications.
import type { Shape } from '../kernel';
import type { Argument, Draw, Drawing, PackedTexture, Tuned } from './draw';
import { all, multiply, place, texel, unit } from './glsl';
import { widthOf } from './layout';
import type { Program } from './program';

/** Adds row t of a times the four rows of b in hand to each t. Missing rows of b count as zeros. */
const step = (rows: number, guard: boolean): string => {
  const b = (k: number) => texel('b', 'bx', `by+${k}.0*bUnit.y`);
  return (
    `float ax=${place('a', 'x', 'i')};float by=${place('b', 'y', 'bt+4*i')};` +
    all(4, (k) => `vec4 b${k}=${guard && k > 0 ? `${k}<rest?${b(k)}:vec4(0.0)` : b(k)};`) +
    all(rows, (t) => `vec4 a${t}=${texel('a', 'ax', `y${t}`)};${multiply(`t${t}`, `a${t}`, 'b')}`)
  );
};

/**
 * Output t is the t-th of `rows` blocks of `block` rows of every matrix.
 */
const product = (rows: 1 | 8): Program => ({
  id: `matmul in ${rows}`,
  textures: ['a', 'b'],
  numbers: ['inner', 'block', 'aMatrix', 'bMatrix'],
  outputs: rows,
  body: `
    int matrix=p.y/block;
    int at=matrix*aMatrix+p.y-matrix*block;
    int bt=matrix*bMatrix;
    ${unit('a')}${unit('b')}
    float bx=${place('b', 'x', 'p.x')};
    ${all(rows, (t) => `t${t}=vec4(0.0);float y${t}=${place('a', 'y', `at+${t}*block`)};`)}
    int whole=inner>>2;
    int rest=inner&3;
    for(int i=0;i<whole;i++){${step(rows, false)}}
    if(rest>0){int i=whole;${step(rows, true)}}`,
});

const [ONE, EIGHT] = [product(1), product(8)];

/** Below this many rows blocks of rows would mostly be empty. */
const FEW_ROWS = 12;

export const matrices = (shape: Shape): number => shape.slice(0, -2).reduce((n, size) => n * size, 1);

/** [..., n, k] x [..., k, m]; either side may be one matrix for all, any other broadcast is left to the plain kernel. */
export const multiplies = (args: readonly Shape[], out: Shape): boolean =>
  args.every((shape) => (matrices(shape) === 1 || matrices(shape) === matrices(out)) && !shape.includes(0));

export const matmul: Tuned = function* (draw, [a, b], _attrs, [out]) {
  if (!a || !b || !out || !multiplies([a.shape, b.shape], out)) return undefined;
  const [inner, m] = [a.shape.at(-1) as number, b.shape.at(-1) as number];
  const [left, right, batch] = [matrices(a.shape), matrices(b.shape), matrices(out)];
  // One right side for all: the rows of every matrix are the rows of one.
  const joined = right === 1 && left === batch;
  const n = joined ? batch * (out.at(-2) as number) : (out.at(-2) as number);
  const count = joined ? 1 : batch;
  const strides = [left === 1 ? 0 : n, right === 1 ? 0 : inner] as const;
  return yield* drawBlocks(draw, [a, b], { inner, n, m, count, strides });
};

interface Product {
  readonly inner: number;
  readonly n: number;
  readonly m: number;
  /** How many matrices, and how far apart they are in rows of a and b. */
  readonly count: number;
  readonly strides: readonly [number, number];
}

function* drawBlocks(
  draw: Draw,
  [a, b]: readonly [Argument, Argument],
  { inner, n, m, count, strides }: Product,
): Drawing<PackedTexture> {
  const rows = n < FEW_ROWS ? 1 : 8;
  const block = Math.ceil(n / rows);
  const args = [yield* draw.packed(a), yield* draw.packed(b)];
  const size = [widthOf(m), count * block] as const;
  const parts = yield* draw.run(rows === 1 ? ONE : EIGHT, size, args, [inner, block, ...strides], 8 * rows * inner);
  const target = draw.target({ rows: count * n, columns: m });
  for (let matrix = 0; matrix < count; matrix++) {
    parts.forEach((part, t) => {
      const height = Math.min(block, n - t * block);
      if (height > 0) target.copy(part, matrix * block, matrix * n + t * block, height);
    });
  }
  draw.drop(parts);
  return target.done();
}
