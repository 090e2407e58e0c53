// One expression for every cell, four cells at a time. Broadcasts whole rows, whole columns and single cells.
import type { Shape } from '../kernel';
import type { PackedTexture, Tuned } from './draw';
import { layoutOf, widthOf } from './layout';
import type { Program } from './program';

/** Of a texel, whatever the expression: most of it is fetching and writing. */
const WORK = 100;

const NAMES = ['x', 'y', 'z'] as const;
const TEXTURES = ['xs', 'ys', 'zs'] as const;

/** How an argument lies against the output: a texel for a texel or one cell for a row, of rows that are as many or repeat. */
interface Reach {
  readonly across: 'texel' | 'cell';
  readonly down: 'all' | 'one' | 'again';
}

/** JavaScript's numbers and functions as GLSL writes them. */
export const glslOf = (expression: string): string =>
  expression
    .replaceAll('Math.', '')
    .replace(/([=!]=)=/g, '$1')
    .replace(/(?<![\w.])(\d+)(?![\w.])/g, '$1.0');

const lanes = ['x', 'y', 'z', 'w'];

const ROW = { all: () => 'p.y', one: () => '0', again: (name: string) => `p.y%${name}Rows` };

function program(expression: string, reach: readonly Reach[]): Program {
  const names = NAMES.slice(0, reach.length);
  const fetches = reach.map(({ across, down }, k) => {
    const name = names[k] as string;
    const at = `ivec2(${across === 'texel' ? 'p.x' : '0'},${ROW[down](name)})`;
    return `vec4 ${name}v=texelFetch(user_${TEXTURES[k]},${at},0);`;
  });
  const cells = lanes.map((lane) => {
    const of = (k: number) => (reach[k]?.across === 'texel' ? lane : 'x');
    const values = names.map((name, k) => `float ${name}=${name}v.${of(k)};`).join('');
    return `{${values}t0.${lane}=${glslOf(expression)};}`;
  });
  // Columns that nobody has stay 0, whatever the expression makes of 0.
  const rest = 'if((columns&3)!=0)t0=mix(vec4(0.0),t0,lessThan(4*p.x+ivec4(0,1,2,3),ivec4(columns)));';
  return {
    id: `cells ${reach.map(({ across, down }) => `${across} ${down}`).join()} ${expression}`,
    textures: TEXTURES.slice(0, reach.length),
    numbers: ['columns', ...names.map((name) => `${name}Rows`)],
    outputs: 1,
    body: `${fetches.join('')}${cells.join('')}${rest}`,
  };
}

/** The rows of an argument repeat with a period: its leading axes are the last ones of the output's. */
function reachOf(shape: Shape, out: Shape): Reach | undefined {
  const lead = shape.slice(0, -1);
  const start = lead.findIndex((size) => size !== 1);
  const own = start < 0 ? [] : lead.slice(start);
  const tail = own.length === 0 ? [] : out.slice(0, -1).slice(-own.length);
  if (own.join() !== tail.join()) return undefined;
  const [columns, all] = [shape.at(-1) ?? 1, out.at(-1) ?? 1];
  if (columns !== all && columns !== 1) return undefined;
  const [rows, of] = [layoutOf(shape).rows, layoutOf(out).rows];
  return { across: columns === all ? 'texel' : 'cell', down: rows === of ? 'all' : rows === 1 ? 'one' : 'again' };
}

export const cellwise = (expression: string): Tuned =>
  function* (draw, args, _attrs, [out]) {
    if (!out || out.includes(0)) return undefined;
    const reach = args.map(({ shape }) => reachOf(shape, out));
    if (reach.includes(undefined)) return undefined;
    const { rows, columns } = layoutOf(out);
    const packed: PackedTexture[] = [];
    for (const arg of args) packed.push(yield* draw.packed(arg));
    const numbers = [columns, ...packed.map(({ layout }) => layout.rows)];
    const size = [widthOf(columns), rows] as const;
    const [cells] = yield* draw.run(program(expression, reach as Reach[]), size, packed, numbers, WORK);
    return cells && draw.keep(cells, { rows, columns });
  };
