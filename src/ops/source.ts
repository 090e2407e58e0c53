// Index arithmetic of kernel sources: strings made from integers only. Knows no op.
import { coalesce } from '../kernels/coalesce';
import { count } from '../tensor/tensor';

/** Above this, a quotient taken in float32 needs a correction; below, adding a half is exact. */
const EXACT_QUOTIENT = 2 ** 20;

export interface Coordinates {
  /** Statements that must stand before the indices are used. */
  readonly code: string;
  /** One expression per argument. */
  readonly indices: readonly string[];
}

/**
 * `const q = floor(x / n); const r = x - q n;` that stays right in float32 up to 2^24 whatever the rounding of a GPU's
 * division: 2.5 units in the last place are up to two whole numbers there.
 */
export function divide(x: string, n: number, quotient: string, remainder: string, total: number): string {
  if (n === 1) return `const ${quotient}=${x};const ${remainder}=0;`;
  if (total <= EXACT_QUOTIENT) {
    return `const ${quotient}=Math.floor((${x}+0.5)/${n});const ${remainder}=${x}-${quotient}*${n};`;
  }
  const [q, r] = [`${quotient}_`, `${remainder}_`];
  const mend = `if(${r}<0){${q}-=1;}if(${r}>=${n}){${q}+=1;}`;
  return (
    `let ${q}=Math.floor(${x}/${n});let ${r}=${x}-${q}*${n};${mend}${r}=${x}-${q}*${n};${mend}` +
    `const ${quotient}=${q};const ${remainder}=${x}-${quotient}*${n};`
  );
}

const scaled = (name: string, stride: number): string => (stride === 1 ? name : `${name}*(${stride})`);

/**
 * Where each argument lies for cell number `x` of `shape`: sum of coordinate times stride. `prefix` keeps names unique
 * within one source.
 */
export function coordinates(
  x: string,
  shape: readonly number[],
  strides: readonly (readonly number[])[],
  prefix = 'c',
): Coordinates {
  const axes = coalesce(shape, strides);
  const total = count(shape);
  const names: string[] = [];
  let code = '';
  let rest = x;
  let inner = axes.reduce((n, axis) => n * axis.size, 1);
  axes.forEach((axis, d) => {
    inner /= axis.size;
    if (inner === 1) {
      names.push(rest);
      return;
    }
    code += divide(rest, inner, `${prefix}${d}`, `${prefix}r${d}`, total);
    names.push(`${prefix}${d}`);
    rest = `${prefix}r${d}`;
  });
  const index = (k: number): string =>
    axes.flatMap((axis, d) => (axis.strides[k] ? [scaled(names[d] as string, axis.strides[k])] : [])).join('+') || '0';
  return { code, indices: strides.map((_, k) => index(k)) };
}

/** The same on the host: the flat index for one cell. */
export function indexOf(cell: number, shape: readonly number[], strides: readonly number[]): number {
  let index = 0;
  let rest = cell;
  for (let d = shape.length - 1; d >= 0; d--) {
    const size = shape[d] as number;
    index += (rest % size) * (strides[d] as number);
    rest = Math.floor(rest / size);
  }
  return index;
}

/** [outer, size, inner] of a shape around one axis. */
export function around(shape: readonly number[], axis: number): readonly [number, number, number] {
  return [count(shape.slice(0, axis)), shape[axis] as number, count(shape.slice(axis + 1))];
}
