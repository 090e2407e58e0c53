// Attention of every head as calls of the fused kernel: heads, transposes and masks are strides, and rows are cut into parts.
import { count } from '../../tensor/tensor';
import { coalesce } from '../coalesce';
import type { Apply, Shape } from '../kernel';
import { type Builder, offsets } from './builder';
import { broadcast, type Layout } from './layout';

const BYTES = Float32Array.BYTES_PER_ELEMENT;
const MOST_WORK = 2 ** 27;
/** What e^x costs beside a multiplication and an addition. */
const EXP = 20;
/** Rows whose scores are alive at once in the assembly module, and eight more cells than that at the end of each. */
const BLOCK = 32;

export function addAttend(builder: Builder, inputs: readonly Layout[], { attrs }: Apply, shape: Shape): Layout {
  const [q, k, v, scale, keep] = inputs as [Layout, Layout, Layout, Layout, Layout?];
  const out = builder.fresh(shape);
  if (count(shape) === 0) return out;
  const [T, e] = shape.slice(-2) as [number, number];
  const [S, d] = k.shape.slice(-2) as [number, number];
  const batch = shape.slice(0, -2);
  const lead = (x: Layout): number[] =>
    broadcast({ ...x, shape: x.shape.slice(0, -2), strides: x.strides.slice(0, -2) }, batch);
  const kept = keep && broadcast(keep, [...batch, T, S]);
  const axes = coalesce(batch, [lead(q), lead(k), lead(v), lead(out), kept?.slice(0, -2) ?? batch.map(() => 0)]);
  const ahead = Math.min((attrs.ahead as number | undefined) ?? S, S);
  const bytesOf = (x: Layout): [number, number] => [(x.strides.at(-2) ?? 0) * BYTES, (x.strides.at(-1) ?? 0) * BYTES];
  const [[qr, qc], [kr, kc], [vr, vc]] = [bytesOf(q), bytesOf(k), bytesOf(v)];
  const [mr, mc] = [(kept?.at(-2) ?? 0) * BYTES, (kept?.at(-1) ?? 0) * BYTES];
  const wide = S + 8;
  const scratch = builder.scratch(BYTES * wide * (d + e + 8 + BLOCK) + 36 * BLOCK).pointer;
  const perRow = 2 * S * (d + e + EXP);
  const rows = Math.max(BLOCK, BLOCK * Math.floor(MOST_WORK / perRow / BLOCK));
  const { table, cells } = builder;
  const { attend } = builder.module.run;
  const at = (root: number): number => table[root] as number;
  const roots = [q, k, v, scale, out, ...(keep ? [keep] : [])].map(({ root }) => root);
  for (const starts of offsets(axes)) {
    const [dq = 0, dk = 0, dv = 0, dy = 0, dm = 0] = starts.map((start) => start * BYTES);
    const [sq, sk, sv] = [q, k, v].map(({ offset }) => offset * BYTES) as [number, number, number];
    for (let from = 0; from < T; from += rows) {
      const to = Math.min(T, from + rows);
      const run = (): void =>
        attend(
          ...[at(q.root) + sq + dq, qr, qc],
          ...[at(k.root) + sk + dk, kr, kc],
          ...[at(v.root) + sv + dv, vr, vc],
          ...[at(out.root) + dy, e * BYTES],
          ...[from, to, S, d, e],
          ...[cells()[at(scale.root) / BYTES + scale.offset] as number, ahead],
          ...(keep ? [at(keep.root) + keep.offset * BYTES + dm, mr, mc] : [0, 0, 0]),
          at(scratch),
        );
      builder.add({ run, work: (to - from) * perRow }, [...roots, scratch]);
    }
  }
  return out;
}
