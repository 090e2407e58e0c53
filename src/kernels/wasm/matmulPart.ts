// A matrix product as calls of the tiled kernel: batches, transposes and repeated matrices are strides.
import { count, stridesOf } from '../../tensor/tensor';
import { coalesce } from '../coalesce';
import type { Shape } from '../kernel';
import { type Builder, offsets } from './builder';
import { broadcast, type Layout } from './layout';

const BYTES = Float32Array.BYTES_PER_ELEMENT;
/** Floating-point operations of one call: below 20 ms even on a slow core. */
const MOST_WORK = 2 ** 27;

/** [..., M, K] x [..., K, N]. Batches over which B stays the same become further rows of A where A has no gap there. */
export function addMatmul(builder: Builder, [a, b]: readonly [Layout, Layout], shape: Shape): Layout {
  const out = builder.fresh(shape);
  const [M, N] = shape.slice(-2) as [number, number];
  const K = a.shape.at(-1) as number;
  if (count(shape) === 0) return out;
  const batch = shape.slice(0, -2);
  const outer = (x: Layout): number[] =>
    broadcast({ ...x, shape: x.shape.slice(0, -2), strides: x.strides.slice(0, -2) }, batch);
  const own = stridesOf(shape);
  const rowsOf = (x: Layout): number => (M === 1 ? 0 : (x.strides.at(-2) as number));
  const axes = coalesce([...batch, M], [[...outer(a), rowsOf(a)], [...outer(b), 0], own.slice(0, -1)]);
  const last = axes.at(-1);
  const folds = last !== undefined && last.strides[1] === 0;
  const rows = folds ? axes.pop() : undefined;
  const [ars = 0, , crs = 0] = rows?.strides ?? [];
  const call: Call = {
    roots: [a.root, b.root, out.root],
    strides: [ars, a.strides.at(-1) ?? 0, b.strides.at(-2) ?? 0, N === 1 ? 1 : (b.strides.at(-1) ?? 0), crs],
    K,
    N,
  };
  const most = Math.max(4, 4 * Math.floor(MOST_WORK / (8 * K * N)));
  for (const [da = 0, db = 0, dc = 0] of offsets(axes)) {
    const M = rows?.size ?? 1;
    for (let from = 0; from < M; from += most) {
      const starts = [a.offset + da + from * ars, b.offset + db, dc + from * crs] as const;
      addCall(builder, call, starts, Math.min(most, M - from));
    }
  }
  return out;
}

interface Call {
  readonly roots: readonly [number, number, number];
  /** In cells: rows and columns of A, rows and columns of B, rows of C. */
  readonly strides: readonly [number, number, number, number, number];
  readonly K: number;
  readonly N: number;
}

function addCall(
  builder: Builder,
  { roots, strides, K, N }: Call,
  [da, db, dc]: readonly [number, number, number],
  M: number,
): void {
  const { table } = builder;
  const { matmul } = builder.module.run;
  const [a, b, c] = roots;
  const [ars, acs, brs, bcs, crs] = strides.map((s) => s * BYTES) as [number, number, number, number, number];
  const [sa, sb, sc] = [da * BYTES, db * BYTES, dc * BYTES];
  const scratch = builder.scratch(32 * (8 * K + M)).pointer;
  const at = (root: number): number => table[root] as number;
  const run = (): void => matmul(at(a) + sa, ars, acs, at(b) + sb, brs, bcs, at(c) + sc, crs, M, K, N, at(scratch));
  builder.add({ run, work: 2 * M * K * N }, [a, b, c, scratch]);
}
